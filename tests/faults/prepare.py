"""Sets a stage in a data folder of its own and prints what a client needs: a bearer token and a file's id."""

import datetime
import hashlib
import json
import os
import secrets
import sys

from config import database


def main() -> int:
    with database.attach(lambda sentence: None):
        os.environ.update(PALIER_ROLE="test", DJANGO_SETTINGS_MODULE="config.settings")
        import django

        django.setup()
        from palier.casework.cases import actions
        from palier.casework.cases.rules import CaseDraft
        from palier.identity.accounts.models import ApiToken
        from tests.stage import Stage, put, without_locks

        stage = Stage.set()
        bearer = secrets.token_urlsafe(32)
        with without_locks():
            put(
                ApiToken(
                    user_id=stage.amina.user,
                    token_hash=hashlib.sha256(bearer.encode()).digest(),
                    expires_at=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1),
                )
            )
        with stage.amina.acting() as amina:
            home = stage.homes[0]
            case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
        print(json.dumps({"bearer": bearer, "case": str(case)}))
        from django.db import connections

        connections.close_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
