"""Speed for large loads: what guards and indexes the largest table is set aside, and put back at the end."""

from typing import Any


class SetAside:
    """What was taken from a table, to be put back within the same transaction: a load that fails changed nothing."""

    def __init__(self, cursor: Any, table: str) -> None:
        """Drop the table's foreign keys and its indexes but the primary key's, and rest its own triggers."""
        self.cursor, self.table = cursor, table
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname",
            [table],
        )
        self.keys: list[tuple[str, str]] = cursor.fetchall()
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid = %s::regclass AND NOT i.indisprimary AND NOT i.indisunique ORDER BY 1",
            [table],
        )
        self.indexes: list[tuple[str, str]] = cursor.fetchall()
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for name, _ in self.keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in self.indexes:
            cursor.execute(f"DROP INDEX {name}")

    def put_back(self) -> None:
        """Make everything as it was; a row that breaks a foreign key stops the load here."""
        self.cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _, definition in self.indexes:
            self.cursor.execute(definition)
        for name, definition in self.keys:
            self.cursor.execute(f'ALTER TABLE {self.table} ADD CONSTRAINT "{name}" {definition}')
        self.cursor.execute(f"ALTER TABLE {self.table} ENABLE TRIGGER USER")


class SearchWords:
    """What the resting trigger would write into `words`: asked once for each different text, of the trigger itself."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.known: dict[str, str] = {}
        cursor.execute("CREATE TEMPORARY TABLE demo_words (facts text, tier text, words tsvector) ON COMMIT DROP")
        cursor.execute(
            "CREATE TRIGGER keep_words BEFORE INSERT ON demo_words FOR EACH ROW EXECUTE FUNCTION sec.keep_words()"
        )

    def __call__(self, facts: str) -> str:
        """The search words of a text that is searched, as the database writes them."""
        if facts not in self.known:
            self.cursor.execute(
                "INSERT INTO demo_words (facts, tier) VALUES (%s, 'team') RETURNING words::text", [facts]
            )
            self.known[facts] = self.cursor.fetchone()[0]
        return self.known[facts]
