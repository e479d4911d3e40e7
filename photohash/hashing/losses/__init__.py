"""What training makes small: the losses of DAH, DAHP and DHIDA, and of the methods that they are compared with.

Every loss is a frozen dataclass of hyper-parameters, called with the outputs of a network and labels or similar pairs.
"""

from photohash.hashing.losses.batch import Loss
from photohash.hashing.losses.centres import CsqLoss
from photohash.hashing.losses.dah import DahLoss
from photohash.hashing.losses.dahp import DahpLoss, PhotoAnchorLoss
from photohash.hashing.losses.dhida import DhidaLoss, SoftmaxLoss, batch_softmax
from photohash.hashing.losses.dsdh import DsdhLoss
from photohash.hashing.losses.pairs import bit_balance, pairwise_logistic, similar_pairs
from photohash.hashing.losses.pairwise import DbdhLoss, DhnLoss, DpshLoss, DshLoss, HashNetLoss

__all__ = [
    "LOSSES",
    "CsqLoss",
    "DahLoss",
    "DahpLoss",
    "DbdhLoss",
    "DhidaLoss",
    "DhnLoss",
    "DpshLoss",
    "DsdhLoss",
    "DshLoss",
    "HashNetLoss",
    "Loss",
    "PhotoAnchorLoss",
    "SoftmaxLoss",
    "batch_softmax",
    "bit_balance",
    "pairwise_logistic",
    "similar_pairs",
]

LOSSES: dict[str, type[Loss]] = {
    "dah": DahLoss,
    "dahp": DahpLoss,
    "dhida": DhidaLoss,
    "softmax": SoftmaxLoss,
    "dsh": DshLoss,
    "dhn": DhnLoss,
    "dpsh": DpshLoss,
    "hashnet": HashNetLoss,
    "dsdh": DsdhLoss,
    "dbdh": DbdhLoss,
    "csq": CsqLoss,
}
"""Every loss by the name it has in recipes."""
