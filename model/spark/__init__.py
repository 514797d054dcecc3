"""Trains on Apache Spark where the plays are too many for one machine.

Only what is as long as the catalogue comes to the driver: artists, their factors, their
companions. Listeners and their plays stay on the cluster, and what becomes of them is the same
version as anywhere else. Nothing outside this package imports pyspark, which is an optional extra.
"""
