"""The models on Apache Spark: the same SQL, translated, and the same Parquet.

An extra (`pip install 'muster[spark]'`): nothing but warehouse/engines.py imports this package, and
that only when Spark is asked for. What the models say stands in warehouse/models, once.
"""
