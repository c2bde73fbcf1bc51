"""The bench for carrying commands out: a case that is ready, the carrier, and what it speaks to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from functions.submit.carrier import CommandCarrier
from functions.submit.desk import MerchantDesk
from shared.aws import queue_client
from shared.work import CommandWork, WorkQueue
from tests.component.gateway import FakeGateway
from tests.component.orders import FakeOrders, make_unpaid_order
from tests.component.world import MERCHANT, make_case, make_command, make_position

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from tests.component.world import World

FIRST, SECOND = "1001_2026_09", "1002_2026_09"
"""The order of the bench's case, and one more."""

WORK = CommandWork(merchant_id=MERCHANT, case_id="case-1", command_id="command-1")


class Bench:
    """A case that is ready, the carrier, and the gateway that it speaks to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.gateway = FakeGateway()
        self.gateway_is_away = False
        self.dreamrobot = FakeOrders()
        world.activate()
        case = make_case()
        world.stores.cases_of(MERCHANT).open(case, make_command(case))
        self.carrier = CommandCarrier(
            desk_of=lambda merchant_id: MerchantDesk(
                accounts=world.stores.accounts_of(merchant_id),
                cases=world.stores.cases_of(merchant_id),
                commands=world.stores.commands_of(merchant_id),
                files=world.stores.files_of(merchant_id),
                leases=world.stores.leases_of(merchant_id),
                token_buckets=world.stores.token_buckets_of(merchant_id),
                connect_gateway=lambda _: self.gateway,
                connect_dreamrobot=lambda: self.dreamrobot,
            ),
            queue=WorkQueue(queue_client(), world.queue_urls["commands"]),
            gateway_is_closed_off=lambda: self.gateway_is_away,
            clock=world.clock,
        )

    def carry_out(self) -> None:
        self.carrier.carry_out(WORK, self.world.clock() + timedelta(seconds=60))

    def come_back(self) -> None:
        """Let time pass until leases have run out and pauses are over."""
        self.world.clock.move(timedelta(minutes=20))

    @property
    def case(self) -> Case:
        case = self.world.stores.cases_of(MERCHANT).get("case-1")
        assert case is not None
        return case

    @property
    def command(self) -> Command:
        command = self.world.stores.commands_of(MERCHANT).get("case-1", "command-1")
        assert command is not None
        return command

    def queued_again(self) -> bool:
        attributes = queue_client().get_queue_attributes(
            QueueUrl=self.world.queue_urls["commands"],
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"],
        )["Attributes"]
        return any(int(number) for number in attributes.values())


def let_time_pass(bench: Bench) -> None:
    bench.world.clock.move(timedelta(minutes=16))


def an_order(bench: Bench, order_id: str = FIRST, **changes: Any) -> None:
    bench.dreamrobot.orders[order_id] = make_unpaid_order(order_id, **changes)


def open_case_of_two(bench: Bench) -> None:
    """Put a case of two orders in place of the bench's."""
    case = make_case("case-2", SECOND, positions=(make_position("1003_2026_09"), make_position(SECOND)))
    stores = bench.world.stores
    command = bench.command.model_copy(update={"command_id": "command-2", "case_id": "case-2"})
    stores.cases_of(MERCHANT).open(case, command)
