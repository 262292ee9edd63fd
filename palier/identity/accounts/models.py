"""The account with which a person signs in, the machines and browsers she does it from, and programs' tokens."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from palier.kernel.identifiers import new_id


class UserManager(BaseUserManager["User"]):
    """Finds accounts by user name, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. It carries no rights: those follow from the post or the person it stands for.

    `person` is set for tenants and applicants: the registry's person, a higher wing, hence a bare key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "fr"), ("nl", "nl")], default="fr")
    is_active = models.BooleanField(default=True)
    person = models.UUIDField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        db_table = "accounts_user"

    def __str__(self) -> str:
        return self.username


class ApiToken(models.Model):
    """A bearer token of an account. Only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_api_token"

    def __str__(self) -> str:
        return str(self.id)


class FirstCode(models.Model):
    """The way into an account nobody used yet: shown once to who hands it over. Only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    code_hash = models.BinaryField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_first_code"

    def __str__(self) -> str:
        return str(self.id)


class WayBack(models.Model):
    """A new way into an account in use whose password, or key, is lost. One slip, or two that two people hand over.

    `needs_second`: whoever is entrusted with secrets comes back only with both slips, so that no single hand opens
    her account (P5). `lost_key`: her second factor goes too. Until it is used the former password still opens.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    first_hash = models.BinaryField()
    first_by = models.UUIDField()
    second_hash = models.BinaryField(null=True)
    needs_second = models.BooleanField()
    lost_key = models.BooleanField()
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_way_back"

    def __str__(self) -> str:
        return str(self.id)


class Machine(models.Model):
    """A browser from which an account signed in once. Its cookie is kept as SHA-256, the PIN of that place as argon2.

    The PIN opens nothing by itself: it lifts the lock of a screen on which that account is signed in (P45).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField()
    pin = models.CharField(max_length=128, blank=True)
    known_until = models.DateField()

    class Meta:
        db_table = "accounts_machine"
        constraints = [models.UniqueConstraint(fields=["user", "token_hash"], name="accounts_machine_once")]

    def __str__(self) -> str:
        return str(self.id)


class BrowserSession(models.Model):
    """A browser in which an account is signed in. A session whose row is gone is none.

    `touched_at` serves the lock alone: it is overwritten, shown to nobody and gone with the session (P28).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=10)
    system = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    is_locked = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "accounts_browser_session"

    def __str__(self) -> str:
        return str(self.id)
