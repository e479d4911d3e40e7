"""Batch normalisation with fixed statistics folded into the convolutions before it."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_weights

from photohash.hashing.backbones.backbone import Backbone


def fold(backbone: Backbone) -> Backbone:
    """Folds every batch normalisation of a backbone into its neighbour, in place.

    What the backbone makes of pixels in evaluation mode stays the same to rounding. What is left has a bias where the
    normalisation was, nothing that depends on the batch, and less to do in training; with the network and its inputs
    in ``torch.channels_last`` a CPU is faster still. It is for backbones that begin with pretrained weights: one that
    begins at random needs the normalisation to learn.

    A normalisation that no convolution precedes becomes a convolution by itself, one weight and one bias a channel.

    Returns:
        The backbone given.
    """
    for module in list(backbone.modules()):
        if isinstance(module, nn.Sequential):
            _fold_sequence(module)
    return backbone


def _fold_sequence(sequence: nn.Sequential) -> None:
    """Folds the normalisations directly in a sequence; places, and so names, stay."""
    before: nn.Module | None = None
    for place, module in enumerate(sequence):
        if isinstance(module, nn.BatchNorm2d):
            if isinstance(before, nn.Conv2d):
                _fold_into(before, module)
                sequence[place] = nn.Identity()
            else:
                sequence[place] = _as_convolution(module)
        before = sequence[place]


def _fold_into(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> None:
    """``norm(convolution(x))`` as the convolution alone."""
    assert norm.running_mean is not None  # noqa: S101 - no backbone has a normalisation without statistics
    assert norm.running_var is not None  # noqa: S101
    learns = convolution.weight.requires_grad
    weight, bias = fuse_conv_bn_weights(
        convolution.weight, convolution.bias, norm.running_mean, norm.running_var, norm.eps, norm.weight, norm.bias
    )
    # Left to itself, the bias of a convolution that had none would never learn.
    convolution.weight, convolution.bias = weight, bias.requires_grad_(learns)


def _as_convolution(norm: nn.BatchNorm2d) -> nn.Conv2d:
    """A normalisation as a convolution of each channel by itself."""
    channels = norm.num_features
    convolution = nn.Conv2d(channels, channels, 1, groups=channels, bias=False)
    torch.nn.init.ones_(convolution.weight)
    _fold_into(convolution, norm)
    return convolution
