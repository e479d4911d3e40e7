"""What training makes small: the losses of DAH, DAHP and DHIDA, and of the methods that they are compared with.

Every loss is a frozen dataclass of hyper-parameters, called with the outputs of a network and labels or similar pairs.
"""

from photohash.hashing.losses.csq import CsqLoss
from photohash.hashing.losses.dah import DahLoss
from photohash.hashing.losses.dahp import DahpLoss
from photohash.hashing.losses.dfh import DfhLoss
from photohash.hashing.losses.dhida import DhidaLoss
from photohash.hashing.losses.dsdh import DsdhLoss
from photohash.hashing.losses.dtsh import DtshLoss
from photohash.hashing.losses.greedyhash import GreedyHashLoss
from photohash.hashing.losses.idhn import IdhnLoss
from photohash.hashing.losses.info_nce import InfoNceLoss, info_nce
from photohash.hashing.losses.loss import Bank, Loss
from photohash.hashing.losses.orthohash import OrthoHashLoss
from photohash.hashing.losses.pair_terms import bit_balance, pairwise_logistic, similar_pairs
from photohash.hashing.losses.pairwise import DbdhLoss, DhnLoss, DpshLoss, DshLoss, HashNetLoss, LcdshLoss
from photohash.hashing.losses.proxy_softmax import ProxySoftmaxLoss

__all__ = [
    "LOSSES",
    "Bank",
    "CsqLoss",
    "DahLoss",
    "DahpLoss",
    "DbdhLoss",
    "DfhLoss",
    "DhidaLoss",
    "DhnLoss",
    "DpshLoss",
    "DsdhLoss",
    "DshLoss",
    "DtshLoss",
    "GreedyHashLoss",
    "HashNetLoss",
    "IdhnLoss",
    "InfoNceLoss",
    "LcdshLoss",
    "Loss",
    "OrthoHashLoss",
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
    "dfh": DfhLoss,
    "idhn": IdhnLoss,
    "lcdsh": LcdshLoss,
    "greedyhash": GreedyHashLoss,
    "dtsh": DtshLoss,
    "orthohash": OrthoHashLoss,
}
"""Every loss by the name it has in recipes."""
