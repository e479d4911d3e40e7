"""Every number of the three papers' CIFAR-10 tables, as data, each with the table it stands in.

Names of methods are as printed: a star means that the authors quote the value from the method's own paper. A dash is
``None``. The papers are DAH (Li et al., IEEE Access 2020), DAHP (Li et al., IEEE TCSVT 2022) and DHIDA (2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MAP_ALL, PRECISION_1000, ENCODING, BALANCE = "map_all", "p_at_1000", "encoding_microseconds", "bit_balance"
"""What a table measures; the first, second and last are also names of our own metrics."""


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table, or the CIFAR-10 part of it.

    Attributes:
        paper: "DAH", "DAHP" or "DHIDA".
        number: as printed, e.g. "Table 2".
        metric: one of the words above.
        bits: code lengths, by column.
        rows: by method as printed, one value a column; None where the paper has a dash.
    """

    paper: str
    number: str
    metric: str
    bits: tuple[int, ...]
    rows: Mapping[str, tuple[float | None, ...]]

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
    Table("DHIDA", "Table 4", MAP_ALL, (16,), {
        "DHIDA-A": (0.7240,),
        "DHIDA-I": (0.7641,),
        "DHIDA-R": (0.8021,),
        "DHIDA-D": (0.8076,),
        "DHIDA": (0.8213,),
    }),
)  # fmt: skip
"""The tables; of one paper, the main table of a metric stands before its ablations."""

PAPERS: Mapping[str, str] = MappingProxyType({"cifar10-dah": "DAH", "cifar10-dahp": "DAHP", "cifar10-dhida": "DHIDA"})
"""The paper that a protocol is taken from."""

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
    paper = PAPERS.get(protocol)
    row = ROWS.get((method, variant), variant or method)
    for table in TABLES:
        if table.paper != paper or table.metric != metric:
            continue
        for printed in table.rows:
            value = table.value(printed, bits)
            if printed.rstrip("*+").lower() == row.lower() and value is not None:
                return Cell(value, f"{paper} {table.number}", printed)
    return None


def main_table(protocol: str, metric: str = MAP_ALL) -> Table | None:
    """The table in which a protocol's paper compares itself with others; None where there is none."""
    paper = PAPERS.get(protocol)
    return next((table for table in TABLES if table.paper == paper and table.metric == metric), None)
