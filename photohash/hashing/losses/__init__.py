"""What training makes small: the losses of DAH, DAHP and DHIDA, and of the methods that they are compared with.

Every loss is a frozen dataclass of hyper-parameters, called with the outputs of a network and labels or similar pairs.
"""

from photohash.hashing.losses.csq import CsqLoss
from photohash.hashing.losses.dah import DahLoss
from photohash.hashing.losses.dahp import DahpLoss
from photohash.hashing.losses.dhida import DhidaLoss
from photohash.hashing.losses.dsdh import DsdhLoss
from photohash.hashing.losses.info_nce import InfoNceLoss, info_nce
from photohash.hashing.losses.loss import Loss
from photohash.hashing.losses.pair_terms import bit_balance, pairwise_logistic, similar_pairs
from photohash.hashing.losses.pairwise import DbdhLoss, DhnLoss, DpshLoss, DshLoss, HashNetLoss
from photohash.hashing.losses.proxy_softmax import ProxySoftmaxLoss

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
    "InfoNceLoss",
    "Loss",
    "ProxySoftmaxLoss",
    "bit_balance",
    "info_nce",
    "pairwise_logistic",
    "similar_pairs",
]

LOSSES: dict[str, type[Loss]] = {
    "dah": DahLoss,
    "dahp": DahpLoss,
    "dhida": DhidaLoss,
    "infonce": InfoNceLoss,
    "dsh": DshLoss,
    "dhn": DhnLoss,
    "dpsh": DpshLoss,
    "hashnet": HashNetLoss,
    "dsdh": DsdhLoss,
    "dbdh": DbdhLoss,
    "csq": CsqLoss,
}
"""Every loss by the name it has in recipes."""
