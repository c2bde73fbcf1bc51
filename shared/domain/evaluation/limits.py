"""How long the gateway takes a field to be. Nothing longer is cut: what does not fit is said, or left out.

The lengths are those of the contract assumed for the BOSS-Gateway.
"""

from __future__ import annotations

from typing import Final

LONGEST_COMPANY: Final = 120
LONGEST_FIRST_NAME: Final = 60
LONGEST_LAST_NAME: Final = 60
LONGEST_STREET: Final = 80
LONGEST_HOUSE_NUMBER: Final = 12
LONGEST_ADDITION: Final = 80
LONGEST_POSTAL_CODE: Final = 12
LONGEST_CITY: Final = 60
LONGEST_INVOICE_NUMBER: Final = 40
LONGEST_CUSTOMER_ID: Final = 64
