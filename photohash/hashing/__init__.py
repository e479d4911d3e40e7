"""The hash models of the three papers: backbones, attention, losses, and the runtime that turns pictures into codes."""
