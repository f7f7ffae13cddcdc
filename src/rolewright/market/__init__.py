"""Many postings as a table: read a corpus, count what it says, with intervals, denominators and evidence.

The only importer of the dataframe engine. Readings are Parquet with the columns of `market.schema`; text offsets are code
points in the column `text`.
"""
