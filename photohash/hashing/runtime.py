"""Models at work: finds a model directory, loads it for the device at hand, and turns pictures into codes.

On a CPU the network is OpenVINO's int8 one and torch is not even imported; on an NVIDIA card it is torch in float16, on
Apple's GPU torch in float32. Their codes differ in a few bits of a hundred; a card's metrics say how much was measured.
``load_exact`` gives the weights in float32 on a CPU, to compare with.
"""

from __future__ import annotations

import platform
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes, bytes_of, pack
from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.core.resources import resource
from photohash.hashing.card import CARD, NETWORK, NETWORK_DATA, WEIGHTS, Card, check
from photohash.hashing.processor import compiled
from photohash.hashing.squash import PREPROCESSING, squash

if TYPE_CHECKING:
    from photohash.hashing.network import HashNetwork

Pixels = NDArray[np.uint8]
Device = Literal["auto", "cpu", "cuda", "mps"]

_CHUNK = 8
"""Pictures in one inference on a CPU: enough to be busy, few enough to stay in the cache."""


class HashModel(ABC):
    """A loaded model: pictures in, codes out. ``prepare`` may be called from any thread, ``encode`` from one at a time.

    Attributes:
        card: what the model says of itself.
        device: "cpu", "cuda" or "mps".
        arithmetic: "int8", "float16" or "float32".
    """

    def __init__(self, card: Card, device: str, arithmetic: str) -> None:
        self.card, self.device, self.arithmetic = card, device, arithmetic

    @property
    def model_id(self) -> str:
        """The model's id."""
        return self.card.id

    @property
    def bits(self) -> int:
        """Length of a code."""
        return self.card.bits

    @property
    def side(self) -> int:
        """Pixels of the square network input."""
        return self.card.side

    @property
    def preparation(self) -> str:
        """What ``prepare`` does, with the size that comes of it."""
        return preparation(self.card)

    @property
    def made_by(self) -> str:
        """What its codes are made by; see the function ``made_by``."""
        return _made_by(self.card, self.arithmetic)

    def prepare(self, pixels: Pixels) -> Pixels:
        """Any upright RGB picture, uint8 [h, w, 3], as network input, uint8 [side, side, 3]."""
        return squash(pixels, self.side)

    def encode(self, batch: Pixels) -> Codes:
        """Codes of prepared pictures.

        Args:
            batch: uint8 [n, side, side, 3]; n may be 0.

        Returns:
            uint8 [n, ceil(bits / 8)]. A picture's code does not depend on what else is in its batch.

        Raises:
            ValueError: the batch has another shape or type.
        """
        if batch.dtype != np.uint8 or batch.ndim != 4 or batch.shape[1:] != (self.side, self.side, 3):
            raise ValueError(f"a batch must be uint8 [n, {self.side}, {self.side}, 3], got {batch.dtype} {batch.shape}")
        if not len(batch):
            return np.empty((0, bytes_of(self.bits)), np.uint8)
        return pack(self.relaxed(batch))

    @abstractmethod
    def relaxed(self, batch: Pixels) -> NDArray[np.float32]:
        """Outputs of the hash layer for prepared pictures: float32 [n, bits] in [-1, 1]."""


class _OnProcessor(HashModel):
    """A network in OpenVINO."""

    def __init__(self, card: Card, network: Any, arithmetic: str) -> None:
        super().__init__(card, "cpu", arithmetic)
        import openvino

        self._queue = openvino.AsyncInferQueue(network)
        self._queue.set_callback(_keep)

    def relaxed(self, batch: Pixels) -> NDArray[np.float32]:
        """See ``HashModel``."""
        batch = np.ascontiguousarray(batch)  # OpenVINO reads the memory itself later on; a copied chunk would be gone
        outputs = np.empty((len(batch), self.bits), np.float32)
        for start in range(0, len(batch), _CHUNK):
            self._queue.start_async([batch[start : start + _CHUNK]], outputs[start : start + _CHUNK], share_inputs=True)
        self._queue.wait_all()
        return outputs


def _keep(request: Any, rows: NDArray[np.float32]) -> None:
    """Copies the result of one inference to its rows of the outputs; int8 scales overshoot the bounds by a rounding."""
    np.clip(request.get_output_tensor(0).data, -1.0, 1.0, out=rows)


def _int8(card: Card, folder: Path, threads: int) -> HashModel:
    """The int8 network of a model directory."""
    import openvino

    try:
        network = openvino.Core().read_model(folder / NETWORK)
        _check_shapes(network, card)
        return _OnProcessor(card, compiled(network, threads), "int8")
    except RuntimeError as error:
        raise ModelError(f"{shown(folder / NETWORK)} cannot be run by OpenVINO; get the model again.") from error


def _check_shapes(network: Any, card: Card) -> None:
    """Refuses a network that does not take and give what the card says."""
    takes = [str(given.partial_shape) for given in network.inputs]
    gives = [str(given.partial_shape) for given in network.outputs]
    if takes != [f"[?,{card.side},{card.side},3]"] or gives != [f"[?,{card.bits}]"]:
        raise ModelError(
            f"The network of model {card.id} takes {takes} and gives {gives}, which is not what its card says."
        )


class _OnTorch(HashModel):
    """The float network in torch."""

    def __init__(self, card: Card, folder: Path, device: str) -> None:
        super().__init__(card, device, "float16" if device == "cuda" else "float32")
        import torch

        precision = torch.float16 if device == "cuda" else torch.float32
        self._network = torch_network(card, folder).to(device=device, dtype=precision)

    def relaxed(self, batch: Pixels) -> NDArray[np.float32]:
        """See ``HashModel``."""
        import torch

        with torch.inference_mode():
            x = torch.from_numpy(np.ascontiguousarray(batch)).to(self.device).permute(0, 3, 1, 2)
            outputs: NDArray[np.float32] = self._network(self._network.backbone.normalised(x)).float().cpu().numpy()
        return outputs


def torch_network(card: Card, folder: Path) -> Any:
    """The model's network in torch, float32 in evaluation mode, with the weights of its directory.

    Raises:
        ModelError: the card asks for a network this photohash does not know, or the weights are of another.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from photohash.hashing.factory import build_network

    try:
        network = build_network(card.method, card.backbone, card.bits, card.network)
    except ModelError as error:
        raise ModelError(f"Model {card.id} is of a kind this photohash does not know. {error}") from error
    try:
        weights = load_file(folder / WEIGHTS)
        network.load_state_dict({name: value.float() for name, value in weights.items()}, strict=True)
    except (OSError, SafetensorError, RuntimeError) as error:
        raise ModelError(
            f"{shown(folder / WEIGHTS)} does not hold the weights of the network its card describes."
        ) from error
    return network.eval()


def load(folder: Path, *, device: Device = "auto", threads: int = 0) -> HashModel:
    """Loads a model, after comparing its files with the digests on its card.

    Args:
        folder: the model directory.
        device: where to run; "auto" is an NVIDIA card where there is one, else the CPU.
        threads: for inference on the CPU, so that decoding keeps its cores; 0 leaves the choice to OpenVINO.

    Raises:
        ModelError: the directory is not a sound model, or the device is not there.
    """
    card = _checked(folder)
    device = device_here(device)
    if device == "cpu":
        return _int8(card, folder, threads)
    if device not in {found.name for found in devices()}:
        raise ModelError(f"This computer has no {device} device for torch; use the CPU.")
    return _OnTorch(card, folder, device)


def load_exact(folder: Path, *, threads: int = 0) -> HashModel:
    """Loads the weights of a model as they are, in float32 on the CPU, at half the speed of int8.

    Args:
        folder: the model directory.
        threads: for inference; 0 leaves the choice to OpenVINO.

    Raises:
        ModelError: the directory is not a sound model.
    """
    card = _checked(folder)
    return of_network(card, torch_network(card, folder), threads=threads)


def of_network(card: Card, network: HashNetwork, *, threads: int = 0) -> HashModel:
    """A network in hand as a model, in float32 on the CPU.

    Args:
        card: of the model that it is, or of one of the same kind.
        network: on the CPU, in evaluation mode.
        threads: for inference; 0 leaves the choice to OpenVINO.
    """
    from photohash.hashing.exact import as_openvino

    return _OnProcessor(card, compiled(as_openvino(network, card.side), threads), "float32")


def _checked(folder: Path) -> Card:
    card = check(folder)
    if card.preprocessing != PREPROCESSING:
        raise ModelError(
            f"Model {card.id} wants pictures prepared by {card.preprocessing!r}; a newer photohash may know how."
        )
    return card


def preparation(card: Card) -> str:
    """What a model does to a picture before its network sees it; the same of two models is done once for both."""
    return f"{card.preprocessing} {card.side}"


def made_by(card: Card, device: Device = "auto") -> str:
    """What a model's codes are made by on a device: the digests of its weights, and on a CPU of its int8 network too.

    Codes are compared only with codes made by the same.

    Args:
        card: of the model.
        device: as ``load`` takes it.
    """
    return _made_by(card, "int8" if device_here(device) == "cpu" else "float")


def _made_by(card: Card, arithmetic: str) -> str:
    files = (WEIGHTS, NETWORK, NETWORK_DATA) if arithmetic == "int8" else (WEIGHTS,)
    return " ".join(f"{name} {card.files[name]}" for name in files)


def device_here(device: Device = "auto") -> Device:
    """The device itself, or for "auto" an NVIDIA card where there is one, else the CPU."""
    if device == "auto":
        return "cuda" if _has_cuda() else "cpu"
    return device


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device that models can run on.

    Attributes:
        name: as ``load`` takes it.
        title: what it is, for people.
    """

    name: str
    title: str


def devices() -> list[FoundDevice]:
    """The devices models can run on here, the CPU first."""
    import openvino

    found = [FoundDevice("cpu", str(openvino.Core().get_property("CPU", "FULL_DEVICE_NAME")))]
    if _has_cuda():
        import torch

        found.append(FoundDevice("cuda", torch.cuda.get_device_name()))
    if sys.platform == "darwin" and platform.machine() == "arm64":
        import torch

        if torch.backends.mps.is_available():
            found.append(FoundDevice("mps", "Apple GPU"))
    return found


def _has_cuda() -> bool:
    """Whether torch can use an NVIDIA card; torch, slow to import, is asked only where a driver is installed."""
    if sys.platform == "linux" and not Path("/proc/driver/nvidia/version").exists():
        return False
    if sys.platform == "win32" and not Path(r"C:\Windows\System32\nvcuda.dll").exists():
        return False
    if sys.platform == "darwin":
        return False
    import torch

    return torch.cuda.is_available()


def bundled() -> list[Path]:
    """The directories of the models that ship with photohash, by name."""
    return _models_in(resource("models"))


def find(model: str, library: Path | None = None) -> Path:
    """The directory of a model.

    Args:
        model: the path of a model directory, or an id looked for among the library's own models, then the bundled ones.
        library: the library directory, if there is one.

    Raises:
        ModelError: there is no such model; the message lists those there are.
    """
    path = Path(model)
    if (path / CARD).is_file():
        return path
    own = _models_in(library / "models") if library else []
    for folder in [*own, *bundled()]:
        if folder.name == model:
            return folder
    there = ", ".join(sorted({folder.name for folder in [*own, *bundled()]})) or "none"
    raise ModelError(f"There is no model called {model!r}. Models at hand: {there}.")


def _models_in(folder: Path) -> list[Path]:
    """The model directories directly in a folder."""
    return sorted(card.parent for card in folder.glob(f"*/{CARD}"))
