"""Answers of DreamRobot's REST API, as its contract describes them; all people in them are invented."""

from __future__ import annotations

from typing import Any

import httpx

ORDER_ID = "123456_2026_05"

TOKEN_VALUE = "ab" * 80

LATER_TOKEN_VALUE = "cd" * 80


def token_body(value: str = TOKEN_VALUE) -> dict[str, Any]:
    return {"access_token": value, "expires_in": 3600, "token_type": "Bearer", "scope": "*", "ack": "success"}


def order_body(**changes: Any) -> dict[str, Any]:
    order = {
        "id": ORDER_ID,
        "portal_account_id": 22014,
        "platform": "Shopware",
        "date": "2026-05-04 09:30:00",
        "invoice_number": "RE-4711",
        "invoice_amount": 119.00,
        "paid_amount": "0.00",
        "currency_id": "EUR",
        "payment_method_id": "7",
        "infos": "Kunde hat geweint",
        "pack_infos": "",
        "bill_url": None,
        "external_order_id": "S-1",
        "customer": {
            "id": 900,
            "username": "erika73",
            "comment": "Bitte beim Nachbarn abgeben",
            "vat_id": "",
            "email": "erika@example.org",
            "phone_1": "",
            "phone_2": "0171 555",
            "fax": None,
            "address": {
                "name": "Erika Mustermann",
                "name_2": None,
                "street": "Hauptstraße 12 a",
                "street_2": "",
                "zip": "01067",
                "city": "Dresden",
                "province": None,
                "country": "Deutschland",
                "country_iso2": "de",
            },
        },
        "shipping": {"fee": "4.90", "date": "2026-05-06", "deliverer": "DHL", "code": "JJD", "address": {}},
        "status": {
            "is_checkout": "1",
            "is_paid": "0",
            "paid_date": "0000-00-00",
            "is_shipped": 1,
            "shipped_date": "2026-05-06T00:00:00",
            "is_arrived": False,
            "arrived_date": "",
            "is_cancelled": 0,
            "cancelled_date": "0000-00-00 00:00:00",
            "is_parked": "false",
        },
        "line": [{"id": 1, "name": "Lampe", "sku": "L1", "quantity": "2", "price": "57.05", "tax": 19}],
    }
    return {"order": {**order, **changes}, "ack": "success"}


def list_body(*order_ids: str) -> dict[str, Any]:
    return {"order": [order_body(id=order_id)["order"] for order_id in order_ids], "ack": "success"}


def portal_accounts_body() -> dict[str, Any]:
    return {
        "portal_account": [{"id": 22014, "is_default": 1, "name": "webseite"}, {"id": "22015", "name": "eBay"}],
        "ack": "success",
    }


def payment_methods_body() -> dict[str, Any]:
    return {
        "payment_method": [
            {"id": "7", "name": "Rechnung", "is_prepaid": "0", "placeholder": "{x}"},
            {"id": "8", "name": "Vorkasse", "is_prepaid": True},
        ],
        "ack": "warning",
    }


def error_answer(status: int, error: str, code: int | None = None) -> httpx.Response:
    problem = {"error": error, "description": "value 'Erika Mustermann' is wrong", "code": code or status}
    return httpx.Response(status, json={"error": [problem], "ack": "error"})
