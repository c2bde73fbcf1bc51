"""What DreamRobot is answered, for the description of the API."""

from __future__ import annotations

from pydantic import BaseModel


class Installed(BaseModel):
    """For whom the app is installed now."""

    merchant_id: str
