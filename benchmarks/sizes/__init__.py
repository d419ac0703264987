"""What every stage of a build costs as claims and documents grow, and where one machine ends.

`python -m benchmarks.sizes measure RESULTS.json` measures, each stage in a process of its own;
`python -m benchmarks.sizes render RESULTS.json` writes the figures into docs/sizes.md. What a
warehouse concludes, and whether that is right, is measured elsewhere.
"""
