"""The account with which a person signs in, and the tokens with which a program does."""

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
