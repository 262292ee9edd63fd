"""The first page after sign-in, and acting for another post."""

import pytest
from django.test import Client
from django.urls import reverse

from palier.access.binding import SESSION_KEY, acting, open_session
from palier.access.capabilities import Capability
from palier.casework.cases import actions
from palier.casework.cases.rules import RequestDraft
from palier.identity.accounts.models import User
from palier.identity.organisations.models import Post, StaffMember
from palier.identity.organisations.rules import Role
from palier.registry.people.models import Household
from tests.casework.support_requests.cells import a_cell
from tests.stage import ALWAYS, STAGE, Somebody, put, without_locks


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("amina", "/day/"),
        ("trainee", "/day/"),
        ("head", "/service/"),
        ("desk", "/requests/new/"),
        ("accounts", "/households/"),
        ("agent", "/households/"),
        ("officer", "/emergencies/"),
        ("admin", "/imports/"),
    ],
)
def test_each_lands_on_the_page_her_work_begins_with(stage, name, page):
    answer = stage.people[name].browser().get("/")

    assert (answer.status_code, answer.url) == (302, page)


def test_the_support_cell_begins_with_its_requests(stage):
    a_cell(stage, "selma")
    answer = stage.people["selma"].browser().get("/")
    assert answer.status_code == 302 and answer["Location"] == reverse("support_queue")


def test_the_region_begins_with_the_frozen_years(stage):
    answer = stage.people["analyst"].browser().get("/")
    assert answer.status_code == 302 and answer["Location"] == reverse("support_frozen")


@pytest.mark.parametrize("name", ["direction", "operator"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Rien n’est encore prêt pour votre travail"), ("nl", "Voor uw werk is hier nog niets klaar")],
)
def test_work_that_is_not_built_yet_gets_a_calm_page(stage, name, language, words):
    page = stage.people[name].browser(language).get("/")

    assert page.status_code == 200
    assert words in page.content.decode()


def test_an_account_without_a_post_is_told_so(stage):
    with without_locks():
        user = put(User(username=f"nobody-{stage.company.slug}", password="!"))
    browser = Somebody("nobody", user.pk).browser

    with pytest.raises(AssertionError):
        browser()
    client = Client(headers={"accept-language": "nl"})
    client.force_login(User.objects.get(pk=user.pk), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/")

    assert "Dit account heeft vandaag geen functie" in page.content.decode()


def test_who_is_not_signed_in_is_asked_to():
    client = Client()
    for url in ("/", "/day/", "/day/end/", "/service/", "/emergencies/"):
        assert client.get(url).url.startswith("/accounts/login/")
    assert client.post("/post/", {"post": "x"}).url.startswith("/accounts/login/")


# -- two posts -------------------------------------------------------------------------------------------------


@pytest.fixture
def seconded(stage):
    """Sam works in two companies: Amina's and Chloé's."""
    with without_locks():
        first = stage.somebody("sam", Role.SOCIAL_WORKER, service=stage.service)
        there = Post.objects.using(STAGE).get(pk=stage.chloe.post)
        staff = StaffMember.objects.using(STAGE).get(user_id=first.user)
        second = put(
            Post(
                staff=staff,
                organisation_id=there.organisation_id,
                service_id=there.service_id,
                role=there.role,
                valid=ALWAYS,
            )
        )
    return first, second.pk


def leave_request(somebody, post, text):
    """Something in the inbox of one of her posts."""
    secret = open_session(somebody.user, post)
    with acting(secret) as actor:
        actions.add_request(actor=actor, draft=RequestDraft(text))


def test_two_posts_never_see_each_other_s_items(stage, seconded):
    sam, second = seconded
    leave_request(sam, sam.post, "canari-ici")
    leave_request(sam, second, "canari-la-bas")
    browser = sam.browser()

    here = browser.get("/day/").content.decode()
    answer = browser.post("/post/", {"post": str(second)})
    there = browser.get("/day/").content.decode()

    assert (answer.status_code, answer.url) == (302, "/")
    assert "canari-ici" in here
    assert "canari-la-bas" not in here
    assert "canari-la-bas" in there
    assert "canari-ici" not in there


def test_the_former_token_ends_at_once(stage, seconded):
    sam, second = seconded
    browser = sam.browser()
    former = browser.session[SESSION_KEY]

    browser.post("/post/", {"post": str(second)})

    assert browser.session[SESSION_KEY] != former
    with acting(former) as actor:
        assert actor is None


@pytest.mark.parametrize("wanted", ["amina", "chloe", "nonsense", "unknown"])
def test_a_post_that_is_not_one_s_own_is_not_there(stage, seconded, wanted):
    sam, _second = seconded
    post = {"nonsense": "x'; --", "unknown": str(stage.company.pk)}.get(wanted) or str(stage.people[wanted].post)
    browser = sam.browser()

    assert browser.post("/post/", {"post": post}).status_code == 404
    assert browser.get("/day/").status_code == 200  # still in her former post


def test_a_post_is_not_changed_by_a_link(stage, seconded):
    sam, second = seconded

    assert sam.browser().get("/post/", {"post": str(second)}).status_code == 405


def test_the_other_company_s_household_is_out_of_reach_of_the_first_post(stage, seconded):
    sam, second = seconded
    home = stage.homes[0].household

    with sam.acting() as actor:
        assert actor.organisation == stage.company.pk
    secret = open_session(sam.user, second)
    with acting(secret) as actor:
        assert not Household.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(pk=home).exists()
