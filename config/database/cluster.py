"""Creates the cluster once, whole or not at all."""

import secrets
import shutil
from pathlib import Path

from config.database.account import Account
from config.database.errors import DatabaseProblem, ServerDidNotStart
from config.database.files import give_away, sync_folder, write_private
from config.database.paths import Layout
from config.database.progress import Say

SUPERUSER = "postgres"
MAJOR = "18"  # of the wheel; a cluster of another major version needs pg_upgrade or a dump

INITDB_OPTIONS = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth-local=scram-sha-256",
    "--auth-host=scram-sha-256",
    "--no-instructions",
)


def ensure_cluster(names: Layout, account: Account, programs: Path, say: Say) -> None:
    """Run initdb unless the cluster exists. Raises DatabaseProblem for a cluster of another major version."""
    if not names.cluster.exists():
        say("Creating the database (first start).")
        _create(names, account, programs)
    version = (names.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    if version != MAJOR:
        raise DatabaseProblem(
            f"{names.cluster} was made by PostgreSQL {version}, the programs here are PostgreSQL {MAJOR}. "
            "Restore a dump into a new data folder."
        )


def _create(names: Layout, account: Account, programs: Path) -> None:
    """Work in a folder beside the final one, then rename: a kill in between leaves no half cluster."""
    owner = (account.uid, account.gid)
    fresh = names.data / "cluster.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    give_away(fresh, owner)
    write_private(names.superuser_password, secrets.token_urlsafe(32) + "\n", owner)
    where = (f"--pgdata={fresh}", f"--pwfile={names.superuser_password}")
    code, printed = account.run([str(programs / "initdb"), *where, *INITDB_OPTIONS])
    if code != 0:
        raise ServerDidNotStart(f"initdb could not create the database:\n{printed}")
    fresh.rename(names.cluster)
    sync_folder(names.data)
