"""The ledger's tables, and the version they are of."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

VERSION = 1

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),  # version | key
    Column("value", String, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pattern", String, nullable=False, unique=True),
)

# The last number given, by series and year. Numbers come from here alone, never from a clock.
counters = Table(
    "counters",
    metadata,
    Column("series", Integer, ForeignKey("series.id"), primary_key=True),
    Column("year", Integer, primary_key=True),  # 0: the series does not begin again
    Column("last", Integer, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True),  # numbers reserved together
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
)

numbers = Table(
    "numbers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("series", Integer, ForeignKey("series.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("number", String, nullable=False, unique=True),
    Column("identity", String, nullable=False),  # keyed: person and course
    Column("content", String, nullable=False),  # keyed: what the document says
    Column("state", String, nullable=False),
    Column("dated", String, nullable=False),  # the date printed on the document
    Column("batch", Integer, ForeignKey("batches.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("details", Text, nullable=False),  # for the register, JSON; identity numbers masked
    Column("replaced_by", Integer, ForeignKey("numbers.id")),
    UniqueConstraint("series", "year", "sequence"),
    CheckConstraint("state in ('reserved', 'issued', 'voided', 'reissued')"),
    CheckConstraint("(state = 'reissued') = (replaced_by is not null)"),
)

# One number per person and course; what was replaced makes room for what replaces it.
Index(
    "one_number_each",
    numbers.c.identity,
    unique=True,
    sqlite_where=text("state != 'reissued'"),
    postgresql_where=text("state != 'reissued'"),
)

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, ForeignKey("numbers.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    UniqueConstraint("number", "sha256"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, ForeignKey("numbers.id"), nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("reason", String, nullable=False),
)
