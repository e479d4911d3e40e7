"""What happens to photos on their way: the edits that benchmarks, the demo and training are made of."""
