"""An example: a corpus read by Spark, with `mapInPandas` and the function that the package ships.

usage: python -m benchmarks.spark ARTICLES.jsonl OUT [--master local[2]]

Writes the rows of statements as Parquet. Each Python worker of Spark reads the model once.
"""

import argparse
import os
import sys

from pyspark.sql import SparkSession

from stanceclf.corpus.batched import Batched


def main() -> None:
    """Read, map, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", help="JSON Lines with `id` and `text`")
    parser.add_argument("out", help="a directory of Parquet files")
    parser.add_argument("--master", default="local[1]", help="default: local[1]")
    options = parser.parse_args()

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master(options.master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "512")  # articles of a batch
        .getOrCreate()
    )
    rows = Batched("statements")
    articles = session.read.schema("id string, text string").json(options.articles)
    statements = articles.mapInPandas(rows.frames, rows.spark_schema())
    statements.write.mode("errorifexists").parquet(options.out)
    session.stop()


if __name__ == "__main__":
    main()
