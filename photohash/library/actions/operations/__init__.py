"""How files are acted on, one file a kind of action: each knows how to do it, to finish it and to take it back."""
