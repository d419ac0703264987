"""The charts of the report: specifications in Vega-Lite, drawn to SVG and PNG without a browser."""
