"""Every number of the three papers' tables, as data, each with the table it stands in.

Names of methods are as printed: a star means that the authors quote the value from the method's own paper. A dash is
``None``. The papers are DAH (Li et al., IEEE Access 2020), DAHP (Li et al., IEEE TCSVT 2022) and DHIDA (2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MAP_1000, MAP_5000 = "map_at_1000", "map_at_5000"
MAP_ALL, PRECISION_1000, ENCODING, BALANCE = "map_all", "p_at_1000", "encoding_microseconds", "bit_balance"
"""What a table measures; all but the encoding time are also names of our own metrics."""


CIFAR_10, NUS_WIDE, IMAGENET_100, FLICKR = "CIFAR-10", "NUS-WIDE", "ImageNet-100", "Flickr25K"


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table, or the part of it that is of one data set.

    Attributes:
        paper: "DAH", "DAHP" or "DHIDA".
        number: as printed, e.g. "Table 2".
        metric: one of the words above.
        bits: code lengths, by column.
        rows: by method as printed, one value a column; None where the paper has a dash.
        data: the data set.
    """

    paper: str
    number: str
    metric: str
    bits: tuple[int, ...]
    rows: Mapping[str, tuple[float | None, ...]]
    data: str = CIFAR_10

    def value(self, row: str, bits: int) -> float | None:
        """One cell; None where the paper has none."""
        return self.rows[row][self.bits.index(bits)] if row in self.rows and bits in self.bits else None

    def column(self, bits: int) -> dict[str, float]:
        """One column by method, without its dashes; empty where there is no such column."""
        values = {row: self.value(row, bits) for row in self.rows}
        return {row: value for row, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a paper.

    Attributes:
        value: the number.
        table: where it stands, e.g. "DAH Table 2".
        row: the method as printed.
    """

    value: float
    table: str
    row: str


_DAH_BITS = (12, 24, 36, 48)

TABLES: tuple[Table, ...] = (
    Table("DAH", "Table 2", MAP_ALL, _DAH_BITS, {
        "DAH": (0.9251, 0.9219, 0.9267, 0.9231),
        "NoneA-DAH": (0.9208, 0.9206, 0.9235, 0.9189),
        "BGAN": (0.884, 0.889, None, 0.894),
        "HashGAN": (0.668, 0.731, None, 0.749),
        "PGDH": (0.866, 0.874, None, 0.877),
        "LSH": (0.1217, 0.1218, 0.1434, 0.1417),
        "PCAH": (0.1311, 0.1290, 0.1255, 0.1235),
        "SH": (0.1268, 0.1242, 0.1238, 0.1282),
        "ITQ": (0.1548, 0.1649, 0.1668, 0.1684),
        "DSH": (0.1454, 0.1567, 0.1589, 0.1652),
        "SDH": (0.4054, 0.5139, 0.5347, 0.5377),
        "COSDISH": (0.4804, 0.5118, 0.5413, 0.5493),
        "CNNH*": (0.4650, 0.5210, None, 0.5320),
        "NINH*": (0.5520, 0.5660, None, 0.5810),
        "SDHP*": (0.8318, 0.8684, 0.8755, 0.8767),
    }),
    Table("DAH", "Table 3", PRECISION_1000, _DAH_BITS, {
        "DAH": (0.9159, 0.9117, 0.9153, 0.9152),
        "NoneA-DAH": (0.9125, 0.9124, 0.9138, 0.9117),
        "LSH": (0.1480, 0.1579, 0.1992, 0.1994),
        "PCAH": (0.1833, 0.1863, 0.1818, 0.1784),
        "SH": (0.1784, 0.1852, 0.1842, 0.1925),
        "ITQ": (0.2123, 0.2400, 0.2458, 0.2523),
        "DSH": (0.1946, 0.2110, 0.2165, 0.2317),
        "SDH": (0.3967, 0.5079, 0.5311, 0.5363),
        "COSDISH": (0.4775, 0.5082, 0.5382, 0.5463),
        "SDHP*": (0.8272, 0.8645, 0.8724, 0.8748),
    }),
    Table("DAH", "Table 4", ENCODING, (48,), {
        "LSH": (2.86,),
        "PCAH": (3.28,),
        "SH": (2.37,),
        "ITQ": (7.99,),
        "DSH": (2.68,),
        "COSDISH": (1870.0,),
        "SDH": (21700.0,),
        "SDHP+": (9830.0,),
        "DAH": (5280.0,),
        "NoneA-DAH": (4860.0,),
    }),
    Table("DAH", "Table 5", BALANCE, _DAH_BITS, {
        "DAH": (1.4766, 1.0603, 1.0429, 1.0134),
        "NoneA-DAH": (1.3142, 1.0323, 1.0595, 1.0328),
    }),
    Table("DAHP", "Table IV", MAP_ALL, (12, 24, 32, 48), {
        "Ours": (0.8194, 0.8390, 0.8445, 0.8477),
        "DBDH": (0.7266, 0.7356, 0.7427, 0.7483),
        "DAgH": (0.731, 0.777, 0.809, 0.821),
        "DPSH": (0.7292, 0.7320, 0.7385, 0.7455),
        "HashNet": (0.7210, 0.7632, 0.7535, 0.7489),
        "DSH": (0.6914, 0.7577, 0.7683, 0.7761),
        "FastH": (0.6365, 0.7004, 0.6849, 0.6367),
        "DHN": (0.5550, 0.5940, 0.6030, 0.6210),
        "SDH": (0.2850, 0.3290, 0.3410, 0.3560),
        "ITQ": (0.1620, 0.1692, 0.1725, 0.1754),
    }),
    Table("DAHP", "Table III", MAP_ALL, (48,), {
        "DPSH": (0.7455,),
        "DAHP-V1": (0.7945,),
        "DAHP-V2": (0.8273,),
        "DAHP-V3": (0.8477,),
    }),
    Table("DHIDA", "Table 3", MAP_ALL, (16, 32, 48, 64), {
        "DHIDA": (0.8213, 0.8359, 0.8420, 0.8428),
        "DBDH": (0.8021, 0.8113, 0.8129, 0.8209),
        "DSDH": (0.7761, 0.7881, 0.8086, 0.8183),
        "DHN": (0.7695, 0.7871, 0.7869, 0.7966),
        "LCDSH": (0.7383, 0.7661, 0.8083, 0.8202),
        "HashNet": (0.6975, 0.7892, 0.7878, 0.7949),
        "IDHN": (0.6641, 0.7296, 0.7762, 0.7682),
        "DFH": (0.5947, 0.6347, 0.7298, 0.7662),
        "DSH": (0.5095, 0.4663, 0.4702, 0.4714),
    }),
    Table("DHIDA", "Table 3", MAP_5000, (16, 32, 48, 64), {
        "DHIDA": (0.8278, 0.8414, 0.8519, 0.8552),
        "DBDH": (0.8150, 0.8360, 0.8442, 0.8484),
        "DSDH": (0.8085, 0.8373, 0.8441, 0.8441),
        "DHN": (0.8108, 0.8069, 0.7854, 0.7910),
        "LCDSH": (0.8071, 0.8304, 0.8425, 0.8436),
        "HashNet": (0.7453, 0.8180, 0.8361, 0.8297),
        "IDHN": (0.7820, 0.7795, 0.7601, 0.7366),
        "DFH": (0.7893, 0.8185, 0.8350, 0.8372),
        "DSH": (0.6680, 0.7383, 0.7563, 0.7940),
    }, NUS_WIDE),
    Table("DHIDA", "Table 3", MAP_1000, (16, 32, 48, 64), {
        "DHIDA": (0.6346, 0.6296, 0.6573, 0.6870),
        "DBDH": (0.3358, 0.3215, 0.5626, 0.6321),
        "DSDH": (0.1612, 0.3011, 0.3638, 0.4268),
        "DHN": (0.4900, 0.4808, 0.4747, 0.5664),
        "LCDSH": (0.2269, 0.3177, 0.4517, 0.4671),
        "HashNet": (0.3017, 0.4690, 0.5400, 0.5719),
        "IDHN": (0.2721, 0.3255, 0.4477, 0.5539),
        "DFH": (0.1727, 0.3435, 0.3445, 0.3430),
        "DSH": (0.3109, 0.3848, 0.4294, 0.4403),
    }, IMAGENET_100),
    Table("DAHP", "Table IV", MAP_1000, (12, 24, 32, 48), {
        "Ours": (0.6621, 0.6931, 0.7052, 0.7231),
        "DBDH": (0.4682, 0.4885, 0.5021, 0.5285),
        "DAgH": (0.322, 0.377, 0.503, 0.551),
        "DPSH": (0.2296, 0.2682, 0.2907, 0.3108),
        "HashNet": (0.3806, 0.4466, 0.4319, 0.5460),
        "DSH": (0.2325, 0.3223, 0.3665, 0.4010),
        "FastH": (0.2205, 0.301, 0.3392, 0.382),
        "DHN": (0.1906, 0.3517, 0.4219, 0.4532),
        "SDH": (0.3018, 0.4158, 0.453, 0.4797),
        "ITQ": (0.2055, 0.3424, 0.3971, 0.4327),
    }, IMAGENET_100),
    Table("DAHP", "Table V", MAP_ALL, (12, 24, 32, 48), {
        "Ours": (0.8149, 0.8308, 0.8392, 0.8469),
        "DBDH": (0.7859, 0.7970, 0.8015, 0.8135),
        "DAGH": (0.7665, 0.777, 0.8095, 0.8215),
        "DPSH": (0.7761, 0.7896, 0.7754, 0.7975),
        "HashNet": (0.7802, 0.8020, 0.8104, 0.8166),
        "DSH": (0.5974, 0.6022, 0.6125, 0.6226),
        "FastH": (0.7115, 0.7504, 0.7541, 0.7614),
        "DHN": (0.8035, 0.8150, 0.8136, 0.8217),
        "SDH": (0.595, 0.601, 0.608, 0.605),
        "ITQ": (0.576, 0.579, 0.579, 0.580),
    }, FLICKR),
    Table("DAHP", "Table V", MAP_1000, (12, 24, 32, 48), {
        "Ours": (0.7929, 0.8251, 0.8386, 0.8417),
        "DBDH": (0.7989, 0.8121, 0.8352, 0.8405),
        "DAGH": (0.7415, 0.7751, 0.7985, 0.8112),
        "DPSH": (0.7283, 0.7624, 0.7810, 0.7905),
        "HashNet": (0.6059, 0.6415, 0.6814, 0.6981),
        "DSH": (0.3920, 0.4492, 0.4749, 0.5623),
        "FastH": (0.3748, 0.5117, 0.5767, 0.6494),
        "DHN": (0.3208, 0.5205, 0.6244, 0.6707),
        "SDH": (0.3622, 0.4989, 0.5436, 0.5756),
        "ITQ": (0.2466, 0.4109, 0.4765, 0.5192),
    }, NUS_WIDE),
    Table("DHIDA", "Table 4", MAP_ALL, (16,), {
        "DHIDA-A": (0.7240,),
        "DHIDA-I": (0.7641,),
        "DHIDA-R": (0.8021,),
        "DHIDA-D": (0.8076,),
        "DHIDA": (0.8213,),
    }),
)  # fmt: skip
"""The tables; of one paper, the main table of a metric stands before its ablations."""

PAPERS: Mapping[str, str] = MappingProxyType(
    {
        "cifar10-dah": "DAH",
        "cifar10-dahp": "DAHP",
        "cifar10-dhida": "DHIDA",
        "nus-wide-21": "DHIDA",
        "imagenet-100": "DHIDA",
        "mirflickr-25k": "DAHP",
    }
)
"""The paper that a protocol is taken from; others may have tables of the same data."""

_DATA = MappingProxyType({"nus-wide-21": NUS_WIDE, "imagenet-100": IMAGENET_100, "mirflickr-25k": FLICKR})
_MAIN = MappingProxyType({"nus-wide-21": MAP_5000, "imagenet-100": MAP_1000})

BACKBONES: Mapping[str, str] = MappingProxyType({"DAH": "resnet30", "DAHP": "resnet18", "DHIDA": "resnet18"})
"""The backbone of each paper's method; of DHIDA-A and DHIDA-I it is ``alexnet``."""

SIDES: Mapping[str, int] = MappingProxyType({"DAH": 32, "DAHP": 224, "DHIDA": 224})
"""Pixels of the square that each paper's network takes CIFAR-10's 32 pixels as."""

ROWS: Mapping[tuple[str, str | None], str] = MappingProxyType(
    {
        ("dah", None): "DAH",
        ("dah", "nonea"): "NoneA-DAH",
        ("dahp", None): "Ours",
        ("dahp", "v1"): "DAHP-V1",
        ("dahp", "v2"): "DAHP-V2",
        ("dahp", "v3"): "DAHP-V3",
        ("dhida", None): "DHIDA",
        ("dhida", "a"): "DHIDA-A",
        ("dhida", "i"): "DHIDA-I",
        ("dhida", "r"): "DHIDA-R",
        ("dhida", "d"): "DHIDA-D",
    }
)
"""The row of a paper that a method and its variant stand in."""


def cell(protocol: str, method: str, variant: str | None, bits: int, metric: str = MAP_ALL) -> Cell | None:
    """What the protocol's own paper reports for a method.

    A method that is not the paper's own, and a variant named for a loss, count as the row of that name where the paper
    compares itself with it: ``itq`` is DAHP's row "ITQ", and ``dhida`` with variant ``dsh`` is DHIDA's row "DSH".

    Args:
        protocol: a name in ``protocols.PROTOCOLS``.
        method: "dah", "dahp", "dhida" or the name of a baseline.
        variant: a word of ``ROWS``, or a loss's name, or None for the method itself.
        bits: length of a code.
        metric: what is measured.

    Returns:
        the value with its place, or None where the paper has none.
    """
    row = ROWS.get((method, variant), variant or method)
    for table in _tables(protocol, metric, method):
        for printed in table.rows:
            value = table.value(printed, bits)
            if printed.rstrip("*+").lower() == row.lower() and value is not None:
                return Cell(value, f"{table.paper} {table.number}", printed)
    return None


def main_metric(protocol: str) -> str:
    """The figure that a protocol's paper compares methods by."""
    return _MAIN.get(protocol, MAP_ALL)


def main_table(protocol: str, metric: str = "") -> Table | None:
    """The table in which a protocol's paper compares itself with others; None where there is none."""
    return next(iter(_tables(protocol, metric or main_metric(protocol), "")), None)


def _tables(protocol: str, metric: str, method: str) -> list[Table]:
    """Tables of a protocol: its paper's, and of data that only lists can divide also the other papers', if later.

    A paper's own method is looked up in its own tables first: DAHP's figures of ImageNet-100 are not in DHIDA's.
    """
    paper = PAPERS.get(protocol)
    data = _DATA.get(protocol)
    found = [table for table in TABLES if table.metric == metric and table.data == (data or CIFAR_10)]
    if data is None:
        return [table for table in found if table.paper == paper]
    return sorted(found, key=lambda table: (table.paper.lower() != method, table.paper != paper))
