"""The three tables. Keys and indexes are those of ``docs/architecture.md``; nothing may ``Scan``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aws_cdk import Acknowledgment, RemovalPolicy, Validations, aws_dynamodb
from constructs import Construct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infra.constructs.app_function import AppFunction

type ItemAction = Literal["GetItem", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"]

READ: tuple[ItemAction, ...] = ("GetItem", "Query")


@dataclass(frozen=True, slots=True)
class Index:
    """A second way into a table; ``keys_only`` leaves everything but the keys out of it."""

    name: str
    hash_key: str
    range_key: str
    keys_only: bool = False


BY_DUE = Index(name="by_due", hash_key="due_shard", range_key="due_at")
BY_CUSTOMER_NUMBER = Index(name="by_customer_number", hash_key="customer_number", range_key="pk", keys_only=True)
BY_TIME = Index(name="by_time", hash_key="list_key", range_key="list_at")
BY_WAKE = Index(name="by_wake", hash_key="wake_shard", range_key="wake_at", keys_only=True)
BY_WATCH = Index(name="by_watch", hash_key="watch_key", range_key="watch_at")


class KeyedTable(Construct):
    """A table with the keys ``pk`` and ``sk``, paid by request, encrypted with a key that AWS owns."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        keeps_data: bool,
        restorable: bool,
        indexes: Sequence[Index] = (),
        expiry_attribute: str | None = None,
    ) -> None:
        """Make the table.

        Args:
            scope: Where it belongs.
            construct_id: Its name in the tree of constructs.
            keeps_data: Whether it must outlive a mistaken removal of the stack.
            restorable: Whether it can be set back to any second of the last 35 days.
            indexes: Its indexes.
            expiry_attribute: The attribute with the Unix second after which an item may go.
        """
        super().__init__(scope, construct_id)
        self.table = aws_dynamodb.TableV2(
            self,
            "Table",
            partition_key=_string("pk"),
            sort_key=_string("sk"),
            billing=aws_dynamodb.Billing.on_demand(),
            encryption=aws_dynamodb.TableEncryptionV2.dynamo_owned_key(),
            point_in_time_recovery_specification=aws_dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=restorable
            ),
            time_to_live_attribute=expiry_attribute,
            deletion_protection=keeps_data,
            removal_policy=RemovalPolicy.RETAIN if keeps_data else RemovalPolicy.DESTROY,
            global_secondary_indexes=[_index(index) for index in indexes],
        )
        if not restorable:
            self._acknowledge_that_nothing_is_restored()

    def open_to(self, function: AppFunction, *actions: ItemAction, indexes: Sequence[Index] = ()) -> None:
        """Let ``function`` do ``actions`` on the table, and ``Query`` on ``indexes``."""
        function.allow(service="dynamodb", actions=actions, resources=[self.table.table_arn])
        if indexes:
            function.allow(
                service="dynamodb",
                actions=["Query"],
                resources=[f"{self.table.table_arn}/index/{index.name}" for index in indexes],
            )

    def _acknowledge_that_nothing_is_restored(self) -> None:
        Validations.of(self.table).acknowledge(
            Acknowledgment(
                id="AwsSolutions-DDB3",
                reason="Holds only sessions, nonces, tokens and leases, which end by themselves; an old state "
                "of them would be wrong to restore.",
            )
        )


class Storage(Construct):
    """Accounts, cases, and things that pass."""

    def __init__(self, scope: Construct, construct_id: str, *, keeps_data: bool) -> None:
        """Make the tables; ``keeps_data`` protects them from a mistaken removal of the stack."""
        super().__init__(scope, construct_id)
        self.accounts = KeyedTable(
            self,
            "Accounts",
            keeps_data=keeps_data,
            restorable=True,
            indexes=[BY_DUE, BY_CUSTOMER_NUMBER],
        )
        self.cases = KeyedTable(
            self,
            "Cases",
            keeps_data=keeps_data,
            restorable=True,
            indexes=[BY_TIME, BY_WAKE, BY_WATCH],
            # Of all that stands in this table only news expire: by an attribute that nothing else has.
            expiry_attribute="news_expire_at",
        )
        self.runtime = KeyedTable(
            self,
            "Runtime",
            keeps_data=keeps_data,
            restorable=False,
            expiry_attribute="expires_at",
        )

    def introduce_to(self, function: AppFunction) -> None:
        """Tell ``function`` how the tables are called; what it may do with them has to be granted besides."""
        function.tell(
            accounts_table_name=self.accounts.table.table_name,
            cases_table_name=self.cases.table.table_name,
            runtime_table_name=self.runtime.table.table_name,
        )


def _string(name: str) -> aws_dynamodb.Attribute:
    return aws_dynamodb.Attribute(name=name, type=aws_dynamodb.AttributeType.STRING)


def _index(index: Index) -> aws_dynamodb.GlobalSecondaryIndexPropsV2:
    return aws_dynamodb.GlobalSecondaryIndexPropsV2(
        index_name=index.name,
        partition_key=_string(index.hash_key),
        sort_key=_string(index.range_key),
        projection_type=aws_dynamodb.ProjectionType.KEYS_ONLY if index.keys_only else aws_dynamodb.ProjectionType.ALL,
    )
