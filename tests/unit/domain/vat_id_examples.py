"""VAT ids that are right, one or more of each country: the examples of official descriptions and of python-stdnum."""

from __future__ import annotations

from typing import Final

VALID_VAT_IDS: Final = (
    "ATU13585627",
    "BE0428759497",
    "BG175074752",
    "CHE107787577",
    "CHE107787577IVA",
    "CHE100155212MWST",
    "CY10259033P",
    "CZ25123891",
    "DE136695976",  # the example of ISO 7064 MOD 11,10 in Germany's own description
    "DK13585628",
    "EE100594102",
    "EL094259216",
    "ESB64717838",
    "ES54362315K",
    "FI20774740",
    "FR40303265045",
    "FRK7399859412",
    "GB980780684",
    "HR33392005961",
    "HU12892312",
    "IE6433435F",
    "IE6433435OA",
    "IT00743110157",
    "LT119511515",
    "LU15027442",
    "LV40003521600",
    "MT11679112",
    "NL004495445B01",
    "NL002455799B11",  # a sole trader's, checked as a whole
    "NO995525828",
    "NO995525828MVA",
    "PL8567346215",
    "PT501964843",
    "RO18547290",
    "SE123456789701",
    "SI50223054",
    "SK2022749619",
    "XI980780684",
)
