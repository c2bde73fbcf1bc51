"""The headers that every answer carries: nothing from another host, no frame, no sniffing, no copy kept."""

from __future__ import annotations

from typing import Final

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

SECURITY_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}

DEFAULT_HEADERS: Final = {
    # Whatever names a debtor is kept by nobody on the way; the assets say otherwise themselves.
    "Cache-Control": "no-store",
    # A page and its JSON share an address.
    "Vary": "Accept, Accept-Encoding, Accept-Language, Authorization, Cookie",
}
