"""Every method on every backbone: shapes, ranges, bits, gradients; built by name or refused in a sentence."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest
import torch
from torch import nn

from photohash.core.errors import ModelError
from photohash.hashing import backbones
from photohash.hashing.factory import build_network
from photohash.hashing.methods import METHODS
from photohash.hashing.network import HashNetwork

NEEDED: dict[str, dict[str, Any]] = {
    "dah": {"classes": 7},
    "dahp": {"channels": 24, "hidden": 40},
    "dhida": {"channels": 24},
}
VARIANTS = [(method, attention) for method in METHODS for attention in METHODS[method]["attention"].choices]

every_variant = pytest.mark.parametrize(("method", "attention"), VARIANTS)


def network(method: str, backbone: str = "lite0", bits: int = 12, **options: Any) -> HashNetwork:
    """A random network whose signal does not die away on its way through, and whose attention is at work."""
    torch.manual_seed(0)
    random = build_network(method, backbone, bits, {**NEEDED[method], **options}).eval()
    for name, parameter in random.named_parameters():
        if parameter.ndim == 4 and name.startswith("backbone."):
            nn.init.kaiming_normal_(parameter, nonlinearity="relu")
        if name.endswith((".alpha", ".beta")):
            nn.init.constant_(parameter, 0.3)
    return random


@every_variant
@pytest.mark.parametrize("backbone", backbones.BACKBONES)
def test_every_method_makes_codes_on_every_backbone(method, attention, backbone):
    made = network(method, backbone, attention=attention)
    x = torch.randn(3, 3, 64, 64)
    with torch.inference_mode():
        code, logits = made.outputs(x)
        relaxed = made(x)
    assert code.shape == relaxed.shape == (3, 12)
    assert relaxed.abs().max() <= 1
    assert torch.equal(relaxed, made.relaxed(code))
    assert (logits is None) == (method != "dah")
    assert logits is None or logits.shape == (3, 7)


@every_variant
def test_whatever_trains_gets_a_gradient(method, attention):
    made = network(method, "resnet30" if method == "dah" else "lite0", attention=attention).train()
    code, logits = made.outputs(torch.randn(4, 3, 64, 64))
    loss = (code * torch.randn_like(code)).sum()
    if logits is not None:
        loss = loss + nn.functional.cross_entropy(logits, torch.arange(4))
    loss.backward()  # type: ignore[no-untyped-call]
    assert {name for name, parameter in made.named_parameters() if parameter.grad is None} == set()


@every_variant
def test_pictures_of_a_batch_do_not_change_each_others_codes(method, attention):
    made, x = network(method, attention=attention), torch.randn(3, 3, 64, 64)
    with torch.inference_mode():
        together, alone = made(x), torch.cat([made(one[None]) for one in x])
    torch.testing.assert_close(together, alone, rtol=1e-3, atol=1e-4)


@every_variant
def test_going_on_from_kept_features_gives_the_same_outputs(method, attention):
    made, x = network(method, attention=attention), torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        whole = made.outputs(x)
        for start in range(len(made.backbone.layers) + 1):
            kept = made.features(x, stop=start)[:, None]
            for part, expected in zip(made.outputs_from_features(kept, start), whole, strict=True):
                if expected is not None:
                    torch.testing.assert_close(part, expected)


@every_variant
def test_the_mean_of_the_last_map_serves_as_well_as_the_map_before_attention_is_learnt(method, attention):
    made, x = network(method, attention=attention), torch.randn(2, 3, 64, 64)
    for name, parameter in made.named_parameters():
        if name.endswith((".alpha", ".beta")):
            nn.init.zeros_(parameter)
    with torch.inference_mode():
        pooled = made.features(x).mean(dim=(2, 3), keepdim=True)[:, None]
        found = made.outputs_from_features(pooled, len(made.backbone.layers))
        torch.testing.assert_close(found.code, made.outputs(x).code)


@every_variant
def test_a_folded_network_makes_the_same_codes(method, attention):
    plain = network(method, attention=attention)
    folded = copy.deepcopy(plain)
    backbones.fold(folded.backbone)
    built = network(method, attention=attention, folded=True)
    built.load_state_dict(folded.state_dict())
    x = torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(built(x), plain(x), rtol=1e-3, atol=1e-4)


@every_variant
@pytest.mark.parametrize("folded", [False, True])
def test_channels_last_makes_the_same_codes(method, attention, folded):
    made, x = network(method, attention=attention, folded=folded), torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        expected = made(x)
        made.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        torch.testing.assert_close(made(x.to(memory_format=torch.channels_last)), expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("method", METHODS)
def test_a_dilated_resnet18_gives_attention_a_map_of_an_eighth(method):
    made = network(method, "resnet18", dilated=True)
    x = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        assert made.backbone(x).shape == (1, 512, 8, 8)
        assert made(x).shape == (1, 12)


def test_a_backbone_that_is_given_becomes_part_of_the_network():
    backbone = backbones.build("lite0")
    made = build_network("dahp", backbone, 12, {"channels": 8, "folded": True})
    assert made.backbone is backbone
    assert not [module for module in backbone.modules() if isinstance(module, nn.BatchNorm2d)]


REFUSED: list[tuple[str, str, Any, dict[str, Any], str]] = [
    ("magic", "lite0", 12, {}, r"no method 'magic'; this photohash knows dah, dahp, dhida\."),
    ("dhida", "vgg", 12, {"channels": 8}, r"no backbone called 'vgg'; .*resnet18"),
    ("dhida", "lite0", 12, {}, r'"network" lacks \'channels\'\.'),
    ("dhida", "lite0", 12, {"channels": 8, "dilated": True}, r"Lite0 cannot be dilated"),
    ("dah", "lite0", 12, {"classes": "ten"}, r"classes must be of type int\."),
    ("dah", "lite0", 3, {"classes": 10}, r"bits must be from 4 to 4096, not 3\."),
    ("dah", "lite0", 4097, {"classes": 10}, r"not 4097\."),
    ("dah", "lite0", 12.0, {"classes": 10}, r"not 12\.0\."),
]


@pytest.mark.parametrize(("method", "backbone", "bits", "options", "reason"), REFUSED)
def test_what_cannot_be_built_is_refused_by_name(method, backbone, bits, options, reason):
    with pytest.raises(ModelError, match=reason):
        build_network(method, backbone, bits, options)


@pytest.mark.parametrize(("bits", "expected"), [(12, 2_913_457), (24, 2_925_877), (36, 2_938_297), (48, 2_950_717)])
def test_dah_on_resnet30_has_the_parameters_that_the_paper_counts(bits, expected):
    resnet50 = 23_508_032 + 2048 * 10 + 10
    found = sum(p.numel() for p in build_network("dah", "resnet30", bits, {"classes": 10}).parameters())
    assert found == expected
    if bits == 48:
        assert round(1 - found / resnet50, 4) == 0.8746
    without = sum(
        p.numel() for p in build_network("dah", "resnet30", bits, {"classes": 10, "attention": "none"}).parameters()
    )
    assert found - without == 679 + 8_563 + 33_411


def test_attention_adds_what_its_own_parameters_are():
    sizes = {
        (method, attention): sum(p.numel() for p in network(method, attention=attention).parameters())
        for method, attention in VARIANTS
    }
    dual = 2 * (24 * 3 + 3) + 24 * 24 + 24 + 2
    for method, attention in itertools.product(("dahp", "dhida"), ("dual", "improved")):
        if (method, attention) in sizes:
            assert sizes[method, attention] - sizes[method, "none"] == dual
