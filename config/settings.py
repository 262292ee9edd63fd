"""Django settings. One file for every installation; what differs comes from the environment.

Connections reach one PostgreSQL, each with a role of its own (decision D8): `default` logs in as
palier_app and stands behind the second lock, `auth` holds sign-in and sessions. A process that migrates or
imports says so with PALIER_ROLE, and its `default` is then palier_migrate (acting as the tables' owner) or
palier_job.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import database
from config.provider import provider
from config.secret import secret_key

ROOT = Path(__file__).resolve().parent.parent
ROLE = os.environ.get("PALIER_ROLE", "app")
TLS = os.environ.get("PALIER_TLS", "") == "1"
DEBUG = False

SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("PALIER_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [  # ours first: our pages and our words, where a library has the same
    "palier.ui",
    "palier.identity.accounts",
    "palier.identity.organisations",
    "palier.access",
    "palier.access.rights",
    "palier.registry.people",
    "palier.registry.housing",
    "palier.registry.access_codes",
    "palier.registry.territories",
    "palier.registry.signals",
    "palier.registry.interservice",
    "palier.registry.safety",
    "palier.registry.doubles",
    "palier.registry.messaging",
    "palier.registry.calendar",
    "palier.registry.waiting",
    "palier.registry.documents",
    "palier.registry.interpreting",
    "palier.registry.partners",
    "palier.registry.notices",
    "palier.casework.cases",
    "palier.casework.welcomes",
    "palier.casework.data_requests",
    "palier.casework.handovers",
    "palier.casework.certificates",
    "palier.casework.referrals",
    "palier.casework.disclosures",
    "palier.casework.tenancies.procedure",
    "palier.casework.tenancies.prevention",
    "palier.casework.transfers",
    "palier.casework.support_requests",
    "palier.casework.support_partnership",
    "palier.casework.support_pairs",
    "palier.casework.entitlements",
    "palier.casework.mail_bag",
    "palier.casework.network",
    "palier.fieldwork.interventions",
    "palier.fieldwork.rounds",
    "palier.fieldwork.outreach",
    "palier.participation.activities",
    "palier.participation.meetings",
    "palier.desk.capture",
    "palier.desk.between_services",
    "palier.desk.interservice",
    "palier.desk.agenda",
    "palier.desk.waiting_room",
    "palier.desk.my_day",
    "palier.desk.household_file",
    "palier.desk.search",
    "palier.desk.mailings",
    "palier.desk.imports",
    "palier.desk.administration",
    "palier.desk.territories",
    "palier.desk.asked",
    "palier.door.threshold",
    "palier.door.digital_identity",
    "palier.door.ask",
    "palier.door.appointments",
    "palier.door.my_file",
    "palier.door.meetings",
    "palier.door.around",
    "palier.door.passage",
    "palier.desk.officer",
    "palier.desk.year",
    "palier.desk.interpreter",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "palier.ui.middleware.LanguageMiddleware",
    "palier.door.threshold.middleware.ClearWordsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "palier.identity.accounts.middleware.ScreenLockMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "palier.ui.middleware.PrivacyMiddleware",
    "palier.access.binding.BindingMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "palier.registry.documents.middleware.SizeMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "palier.desk.frame.frame",
            ],
            "libraries": {"i18n": "palier.ui.templatetags.i18n"},
            "builtins": ["palier.ui.templatetags.ui", "palier.ui.templatetags.remembered"],
        },
    }
]

# -- the database -----------------------------------------------------------------------------------------

DATABASE_NAME = os.environ.get("PALIER_DATABASE", "palier")


POOL = {"min_size": 1, "max_size": 8, "timeout": 5}
# Planning a statement with its row policies costs more than running it: each connection plans it once and keeps it.
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}


def _connection(role: str, *, atomic: bool = False, pool: bool = True) -> dict[str, Any]:
    options: dict[str, Any] = {"pool": POOL} if pool else {}
    if role in {"palier_app", "palier_auth"}:
        options |= PREPARED
    return {
        "ENGINE": "palier.access.postgres",
        "ATOMIC_REQUESTS": atomic,
        **database.django_settings(role, DATABASE_NAME, **options),
    }


# `test`: the application's own connections, and one that sets the stage without the locks.
if ROLE == "migrate":
    DATABASES = {"default": _connection("palier_migrate", pool=False)}
else:
    DATABASES = {
        "default": _connection("palier_job" if ROLE == "job" else "palier_app", atomic=True, pool=ROLE == "app"),
        "auth": _connection("palier_auth", atomic=True, pool=ROLE == "app"),
    }
if ROLE == "test":
    DATABASES["stage"] = _connection("palier_migrate", pool=False)
DATABASE_ROUTERS = [] if ROLE == "migrate" else ["palier.identity.accounts.router.SignInRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {  # rate limits count here (D5): shared by every process, gone with nothing of value
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limit_cache",
    }
}

# -- sign-in ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "palier.identity.accounts.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/5m/key,30/5m/ip",
    "login": "60/m/ip",
    "door_code": "20/5m/ip",
    "door_identity": "60/5m/ip",
    "first_code": "20/5m/ip",
    "link_code": "20/5m/ip",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS  # loopback demo: passkeys need the name `localhost` (D4)
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LEAVE_TO = os.environ.get("PALIER_LEAVE_TO", "https://www.meteo.be/")  # the page behind *Leave quickly* (P10)

IDENTITY_PROVIDER = provider(os.environ)  # at a tenant's door (P10); None: by code only, and no page speaks of it

# -- sessions and headers ---------------------------------------------------------------------------------

SESSION_COOKIE_AGE = 10 * 60 * 60  # a full sign-in after ten hours (P45)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SCREEN_LOCK_MINUTES = int(os.environ.get("PALIER_LOCK_MINUTES", "10"))  # without a request or a key, then the lock
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MACHINE_COOKIE_NAME = "palier_machine"  # a year: the machine knows its PIN, and its own wrong guesses
if TLS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    MACHINE_COOKIE_NAME = "__Host-palier_machine"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "palier.ui.errors.stale_form"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# -- languages and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("nl", _("Dutch"))]
USE_I18N = True
LOCALE_PATHS = [
    ROOT / "palier" / folder / "locale" for folder in ("desk", "door", "kernel", "registry/imports")
]  # folders that are no apps
CLEAR_WORDS = ROOT / "palier" / "door"  # below it: the second wording of what tenants read (P43, palier/ui/clear.py)
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# -- files and mail ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = database.data_folder() / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}
WHITENOISE_AUTOREFRESH = ROLE == "test"  # every test client starts the chain anew: none lists all files first
MEDIA_ROOT = database.data_folder() / "files"
# Of the reinforced tier (ADR 16): beside the database, never in it nor in its backup. Each database has its own.
KEYS_ROOT = Path(os.environ.get("PALIER_KEYS") or database.data_folder() / "keys") / DATABASE_NAME
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = database.data_folder() / "mail"
DEFAULT_FROM_EMAIL = "palier@localhost"
# Neutral sentences (P10). Not set: that way does not exist, and no page offers it.
MAIL_GATEWAY = os.environ.get("PALIER_MAIL_URL", "")  # smtp://user:password@host:587?tls=1
MAIL_FROM = os.environ.get("PALIER_MAIL_FROM", "palier@localhost")
SMS_GATEWAY = os.environ.get("PALIER_SMS_URL", "")

SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # our i18n library stands in the place of Django's, on purpose
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
