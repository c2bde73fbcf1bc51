"""All repositories over the three tables, made for a merchant when one is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.store.accounts import AccountRepository
from shared.store.accounts_of_all import CustomerNumbers, DueAccounts
from shared.store.api_tokens import ApiTokenRepository
from shared.store.case_decisions import CaseDecisionRepository
from shared.store.case_notes import CaseNotesRepository
from shared.store.case_table import CaseTableRepository
from shared.store.case_table_settings import CaseTableSettingsRepository
from shared.store.cases import CaseRepository
from shared.store.change_records import ChangeRecordRepository
from shared.store.collection_rows import CollectionRowRepository
from shared.store.commands import CommandRepository
from shared.store.digests import DigestRepository
from shared.store.drafts import DraftRepository
from shared.store.event_addresses import EventAddressRepository
from shared.store.exports import ExportRepository
from shared.store.figures import FiguresRepository
from shared.store.files import FileRepository
from shared.store.hand_overs import HandOverRepository
from shared.store.inquiries import InquiryRepository
from shared.store.keys import address_key, merchant_key
from shared.store.leases import LeaseRepository
from shared.store.merchants import MerchantRepository
from shared.store.news import NewsRepository
from shared.store.news_settings import DueNews, NewsSettingsRepository
from shared.store.payouts import PayoutRepository
from shared.store.pending_notes import PendingNoteRepository
from shared.store.proposals import ProposalRepository
from shared.store.request_counts import RequestCountRepository
from shared.store.sessions import SessionRepository
from shared.store.settings import SettingsRepository
from shared.store.settings_record import SettingsRecordRepository
from shared.store.table import Table
from shared.store.timeline import TimelineRepository
from shared.store.token_buckets import TokenBucketRepository
from shared.store.tokens import TokenRepository
from shared.store.used_once import UsedOnce
from shared.store.waking import Sleepers
from shared.store.watch_records import WatchRecordRepository
from shared.store.watched_orders import WatchedOrderRepository

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.domain.rate import Draw, Rate


class Stores:
    """Makes repositories; each method takes the merchant, save the few that say who alone may use them."""

    def __init__(self, client: DynamoDBClient, accounts: str, cases: str, runtime: str) -> None:
        self._accounts_table = Table(client, accounts)
        self._cases_table = Table(client, cases)
        self._runtime_table = Table(client, runtime)

    def merchants_of(self, merchant_id: str) -> MerchantRepository:
        """Make the repository of the merchant itself."""
        return MerchantRepository(self._accounts_table, merchant_id)

    def accounts_of(self, merchant_id: str) -> AccountRepository:
        """Make the repository of the merchant's accounts."""
        return AccountRepository(self._accounts_table, merchant_id, self.news_of(merchant_id))

    def settings_of(self, merchant_id: str) -> SettingsRepository:
        """Make the repository of what the merchant changes in the settings."""
        return SettingsRepository(self._accounts_table, merchant_id)

    def settings_record_of(self, merchant_id: str) -> SettingsRecordRepository:
        """Make the repository of the record of those changes."""
        return SettingsRecordRepository(self._accounts_table, merchant_id)

    def exports_of(self, merchant_id: str) -> ExportRepository:
        """Make the repository of the merchant's exports."""
        return ExportRepository(self._cases_table, merchant_id)

    def cases_of(self, merchant_id: str) -> CaseRepository:
        """Make the repository of the merchant's cases."""
        return CaseRepository(self._cases_table, merchant_id)

    def case_table_of(self, merchant_id: str) -> CaseTableRepository:
        """Make the repository that reads the pages of the merchant's case table."""
        return CaseTableRepository(self._cases_table, merchant_id)

    def collection_rows_of(self, merchant_id: str) -> CollectionRowRepository:
        """Make the repository of the rows for DreamRobot's own table."""
        return CollectionRowRepository(self._cases_table, merchant_id)

    def case_table_settings_of(self, merchant_id: str) -> CaseTableSettingsRepository:
        """Make the repository of how the merchant set its case table up."""
        return CaseTableSettingsRepository(self._cases_table, merchant_id)

    def figures_of(self, merchant_id: str) -> FiguresRepository:
        """Make the repository of the merchant's figures."""
        return FiguresRepository(self._cases_table, merchant_id)

    def case_notes_of(self, merchant_id: str) -> CaseNotesRepository:
        """Make the repository of what the merchant notes on its cases."""
        return CaseNotesRepository(self._cases_table, merchant_id)

    def change_records_of(self, merchant_id: str) -> ChangeRecordRepository:
        """Make the repository that writes what atriga tells of the merchant's cases."""
        return ChangeRecordRepository(self._cases_table, self.cases_of(merchant_id), self.timelines_of(merchant_id))

    def commands_of(self, merchant_id: str) -> CommandRepository:
        """Make the repository of the commands of the merchant's cases."""
        return CommandRepository(self._cases_table, merchant_id)

    def news_of(self, merchant_id: str) -> NewsRepository:
        """Make the repository of the merchant's news."""
        return NewsRepository(self._cases_table, merchant_id)

    def news_settings_of(self, merchant_id: str) -> NewsSettingsRepository:
        """Make the repository of how the merchant is told news."""
        return NewsSettingsRepository(self._accounts_table, merchant_id)

    def digests_of(self, merchant_id: str) -> DigestRepository:
        """Make the repository of the mails of news that the merchant was sent."""
        return DigestRepository(self._runtime_table, merchant_id)

    def payouts_of(self, merchant_id: str) -> PayoutRepository:
        """Make the repository of what atriga paid out to the merchant."""
        return PayoutRepository(self._cases_table, merchant_id)

    def inquiries_of(self, merchant_id: str) -> InquiryRepository:
        """Make the repository of the agency's open questions to the merchant."""
        return InquiryRepository(self._cases_table, merchant_id)

    def pending_notes_of(self, merchant_id: str) -> PendingNoteRepository:
        """Make the repository of the notes that are due for the merchant's orders."""
        return PendingNoteRepository(self._cases_table, merchant_id, self.timelines_of(merchant_id))

    def proposals_of(self, merchant_id: str) -> ProposalRepository:
        """Make the repository of what is proposed to the merchant."""
        return ProposalRepository(self._cases_table, merchant_id)

    def case_decisions_of(self, merchant_id: str) -> CaseDecisionRepository:
        """Make the repository that writes what the merchant decides about its cases."""
        return CaseDecisionRepository(
            self._cases_table,
            self.commands_of(merchant_id),
            self.timelines_of(merchant_id),
            self.proposals_of(merchant_id),
        )

    def watched_orders_of(self, merchant_id: str) -> WatchedOrderRepository:
        """Make the repository of the orders that the merchant's watch looks at."""
        return WatchedOrderRepository(self._cases_table, merchant_id)

    def watch_records_of(self, merchant_id: str) -> WatchRecordRepository:
        """Make the repository that writes what the merchant's watch found."""
        return WatchRecordRepository(
            self._cases_table,
            self.watched_orders_of(merchant_id),
            self.commands_of(merchant_id),
            self.timelines_of(merchant_id),
            self.proposals_of(merchant_id),
            self.news_of(merchant_id),
        )

    def timelines_of(self, merchant_id: str) -> TimelineRepository:
        """Make the repository of what was done about the merchant's cases."""
        return TimelineRepository(self._cases_table, merchant_id)

    def hand_overs_of(self, merchant_id: str) -> HandOverRepository:
        """Make the repository that writes the merchant's hand-overs."""
        return HandOverRepository(self.cases_of(merchant_id), self.exports_of(merchant_id))

    def drafts_of(self, merchant_id: str) -> DraftRepository:
        """Make the repository of the merchant's drafts."""
        return DraftRepository(
            self._cases_table,
            merchant_id,
            self.cases_of(merchant_id),
            self.exports_of(merchant_id),
            self.timelines_of(merchant_id),
        )

    def sessions_of(self, merchant_id: str) -> SessionRepository:
        """Make the repository of who comes in for the merchant."""
        return SessionRepository(
            self._runtime_table, merchant_id, self.api_tokens_of(merchant_id), self.token_buckets_of(merchant_id)
        )

    def event_address_of(self, merchant_id: str) -> EventAddressRepository:
        """Make the repository of where DreamRobot tells of changes at the merchant."""
        return EventAddressRepository(self._accounts_table, merchant_id)

    def api_tokens_of(self, merchant_id: str) -> ApiTokenRepository:
        """Make the repository of the merchant's API tokens."""
        return ApiTokenRepository(self._accounts_table, merchant_id)

    def leases_of(self, merchant_id: str) -> LeaseRepository:
        """Make the repository of the merchant's leases."""
        return LeaseRepository(self._runtime_table, merchant_id)

    def token_buckets_of(self, merchant_id: str) -> TokenBucketRepository:
        """Make the repository of the merchant's token buckets."""
        return TokenBucketRepository(self._runtime_table, merchant_key(merchant_id))

    def count_of_address(self, address_hash: str, rate: Rate, now: datetime) -> Draw | None:
        """Count a request of somebody who need not sign in; ``None`` where the table does not take it just now."""
        return TokenBucketRepository(self._runtime_table, address_key(address_hash)).count("REQUESTS", rate, now)

    def files_of(self, merchant_id: str) -> FileRepository:
        """Make the repository of the documents that the merchant hands in."""
        return FileRepository(self._cases_table, merchant_id)

    def tokens_of(self, merchant_id: str) -> TokenRepository:
        """Make the repository of the merchant's token at DreamRobot."""
        return TokenRepository(self._runtime_table, merchant_id)

    def request_counts_of(self, merchant_id: str) -> RequestCountRepository:
        """Make the repository of how many requests the merchant's DreamRobot account got."""
        return RequestCountRepository(self._runtime_table, merchant_id)

    def used_once_of(self, merchant_id: str) -> UsedOnce:
        """Make the repository of what the merchant has used up."""
        return UsedOnce(self._runtime_table, merchant_id)

    def due_accounts(self) -> DueAccounts:
        """Make the reader of due accounts of all merchants; for the planner alone."""
        return DueAccounts(self._accounts_table)

    def due_news(self) -> DueNews:
        """Make the reader of who a mail may be due for, of all merchants; for the mailer alone."""
        return DueNews(self._accounts_table)

    def customer_numbers(self) -> CustomerNumbers:
        """Make the reader of whose a customer number is; for notifications of the gateway alone."""
        return CustomerNumbers(self._accounts_table)

    def sleepers(self) -> Sleepers:
        """Make the reader of sleepers of all merchants; for the planner alone."""
        return Sleepers(self._cases_table)
