"""One atriga account as JSON: reading it, and each of the changes that the page offers."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.accounts.bodies import CodeBody, DeactivationBody, ModeBody, NoFields, RulesBody
from functions.activate.accounts.refusals import changed_meanwhile, dreamrobot_problem_of, problem_of
from functions.activate.accounts.view import show_account_and_choices
from functions.activate.activation.form import AUTHENTICATION_CODE
from functions.activate.foreign_systems import (
    AccountRefusedError,
    ChangedMeanwhileError,
    DreamRobotUnreadableError,
    ModeNotOfferedError,
)
from functions.activate.settings.page import name_methods
from shared.web.answers import json_answer
from shared.web.presentation.rules_json import read_rules
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.event_handler import Response

    from functions.activate.accounts.payment_methods import PaymentMethods
    from functions.activate.accounts.upkeep import AccountUpkeep
    from shared.domain.account import AtrigaAccount


@dataclass(frozen=True, slots=True)
class AccountApi:
    """Answers a program."""

    upkeep: AccountUpkeep
    payment_methods: PaymentMethods

    def show(self, merchant_id: str, account: AtrigaAccount) -> Response[str]:
        """Tell where an account stands."""
        return json_answer(show_account_and_choices(self.upkeep.desk_of(merchant_id), account))

    def act(self, merchant_id: str, account: AtrigaAccount, action: str, raw: bytes) -> Response[str]:
        """Do what the page's form of the same address does, and tell where the account stands then.

        Raises:
            UnknownAccountError: The account is gone meanwhile.
            ProblemError: What was sent cannot be taken, or atriga or DreamRobot refused it.
        """
        try:
            self._actions[action](merchant_id, account, raw)
        except AccountRefusedError as refusal:
            raise problem_of(refusal, *([AUTHENTICATION_CODE] if action == "code" else [])) from None
        except DreamRobotUnreadableError as error:
            raise dreamrobot_problem_of(error) from None
        except ModeNotOfferedError:
            detail = "atriga takes no test cases from this account."
            raise ProblemError(HTTPStatus.CONFLICT, "mode_not_offered", detail) from None
        except ChangedMeanwhileError:
            raise changed_meanwhile() from None
        return self.show(merchant_id, self.upkeep.get(merchant_id, account.customer_number))

    @property
    def _actions(self) -> Mapping[str, Callable[[str, AtrigaAccount, bytes], None]]:
        return {
            "check": self._check,
            "code": self._change_code,
            "mode": self._switch_mode,
            "rules": self._change_rules,
            "payment-methods": self._fetch_payment_methods,
            "deactivate": self._deactivate,
        }

    def _check(self, merchant_id: str, account: AtrigaAccount, raw: bytes) -> None:
        parse_json(raw, NoFields)
        if account.is_deactivated:
            detail = "The account is deactivated and has no code; enter one to use it again."
            raise ProblemError(HTTPStatus.CONFLICT, "account_deactivated", detail)
        self.upkeep.check(merchant_id, account.customer_number)

    def _change_code(self, merchant_id: str, account: AtrigaAccount, raw: bytes) -> None:
        body = parse_json(raw, CodeBody)
        self.upkeep.change_code(merchant_id, account.customer_number, body.authentication_code)

    def _switch_mode(self, merchant_id: str, account: AtrigaAccount, raw: bytes) -> None:
        body = parse_json(raw, ModeBody)
        self.upkeep.switch_mode(merchant_id, account.customer_number, body.mode, body.revision)

    def _change_rules(self, merchant_id: str, account: AtrigaAccount, raw: bytes) -> None:
        body = parse_json(raw, RulesBody)
        if body.revision != account.settings_revision:
            # What is left out stays as it is here, so this has to be what the program saw.
            raise ChangedMeanwhileError
        methods = name_methods(self.upkeep.desk_of(merchant_id), account)
        errors, rules = read_rules(body.rules, set(methods), account.settings)
        if errors:
            raise wrong_fields(*(FieldError(f"rules.{name}", text) for name, text in errors.items()))
        self.upkeep.change_rules(merchant_id, account.customer_number, rules, body.revision)

    def _fetch_payment_methods(self, merchant_id: str, _: AtrigaAccount, raw: bytes) -> None:
        parse_json(raw, NoFields)
        self.payment_methods.fetch(merchant_id)

    def _deactivate(self, merchant_id: str, account: AtrigaAccount, raw: bytes) -> None:
        body = parse_json(raw, DeactivationBody)
        self.upkeep.deactivate(merchant_id, account.customer_number, body.revision)
