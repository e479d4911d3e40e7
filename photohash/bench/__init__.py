"""Benchmarks: how many copies are found, how fast, and beside which peers."""
