"""Status callbacks: what becomes of a message is told, signed as Twilio signs it."""

from urllib.parse import parse_qsl

import pytest
from published import ADA, FORM, HANGAR, HOME, SERVICE, SHIP, WISH, official
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from toy_api.app import create_app, example_store
from toy_api.doors.postman import Postman
from toy_api.doors.transport import ADDRESS, session
from toy_api.guards.signing import sign_form
from toy_api.listener import listen

POOLED = {"to": HANGAR, "body": "Hello", "messaging_service_sid": SERVICE}
LATER = POOLED | {"schedule_type": "fixed", "send_at": "2024-01-01T10:00:00Z"}
SID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def app(clock):
    store = example_store(clock, "ada")
    yield create_app(store, clock, accounts=dict([ADA]), postman=Postman())
    store.close()


@pytest.fixture
def ada(app):
    return official(app, *ADA)


@pytest.fixture
def api(app):
    with session(app) as connected:
        yield lambda method, path, **more: connected.request(
            method, ADDRESS + path, auth=ADA, **more
        )


@pytest.fixture
def ear():
    """Hears what is told on a socket of its own."""
    listener = listen(lambda request: 204)
    yield listener
    listener.stop()


def form_of(request):
    return dict(parse_qsl(request.body.decode()))


def told(ear, count):
    """The forms that came."""
    forms = [form_of(request) for _, request, _ in ear.exchanges(count)]
    assert len(forms) == count
    return forms


def carry(api, steps):
    for _ in range(steps):
        api("POST", "/lab/carrier")


def test_each_later_status_is_told_but_that_it_is_being_sent(ada, api, ear):
    ada.messages.create(**WISH, status_callback=ear.url)
    carry(api, 5)
    forms = told(ear, 2)
    assert [form["MessageStatus"] for form in forms] == ["sent", "delivered"]


def test_a_callback_tells_the_names_that_twilio_tells(ada, api, ear):
    sid = ada.messages.create(**WISH, status_callback=ear.url).sid
    carry(api, 2)
    (form,) = told(ear, 1)
    assert form == {
        "AccountSid": HOME[-34:], "ApiVersion": "2010-04-01", "From": SHIP,
        "MessageSid": sid, "MessageStatus": "sent", "SmsSid": sid, "SmsStatus": "sent",
        "To": HANGAR,
    }  # fmt: skip


@pytest.mark.parametrize("end", ["", "/hook", "/hook?a=b&c=d%20e"])
def test_twilios_own_validator_finds_the_signature_right(ada, api, ear, end):
    ada.messages.create(**WISH | {"body": "Ünïcode"}, status_callback=ear.url + end)
    carry(api, 2)
    ((_, request, _),) = ear.exchanges(1)
    form, signature = form_of(request), request.headers["X-Twilio-Signature"]
    assert RequestValidator("paper-boat").validate(ear.url + end, form, signature)
    assert not RequestValidator("tin-whistle").validate(ear.url + end, form, signature)
    assert not RequestValidator("paper-boat").validate(ear.url + "/x", form, signature)


def test_a_callback_is_a_form(ada, api, ear):
    ada.messages.create(**WISH, status_callback=f"{ear.url}/hook?a=b")
    carry(api, 2)
    ((_, request, _),) = ear.exchanges(1)
    assert (request.method, request.target) == ("POST", "/hook?a=b")
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_what_was_not_delivered_is_told_with_its_reason(ada, api, ear):
    ada.messages.create(**WISH, status_callback=ear.url)
    kind = {"Content-Type": "application/merge-patch+json"}
    api("PATCH", "/messages/7", json={"to": "+15005550009"}, headers=kind)
    carry(api, 3)
    forms = told(ear, 2)
    assert [form["MessageStatus"] for form in forms] == ["sent", "undelivered"]
    assert [form.get("ErrorCode") for form in forms] == [None, "30003"]


def test_a_service_tells_that_a_message_is_queued_too(ada, api, ear):
    ada.messages.create(**POOLED, status_callback=ear.url)
    carry(api, 4)
    statuses = [form["MessageStatus"] for form in told(ear, 3)]
    assert statuses == ["queued", "sent", "delivered"]


def test_that_a_message_was_canceled_is_told_at_once(ada, ear):
    sid = ada.messages.create(**LATER, status_callback=ear.url).sid
    ada.messages(sid).update(status="canceled")
    (form,) = told(ear, 1)
    assert (form["MessageSid"], form["MessageStatus"]) == (sid, "canceled")
    assert form["SmsStatus"] == "canceled"


def test_what_nobody_asked_for_is_not_told(ada, api, ear):
    ada.messages.create(**WISH)
    told_of = ada.messages.create(**WISH, status_callback=ear.url).sid
    carry(api, 4)
    assert {form["MessageSid"] for form in told(ear, 2)} == {told_of}


def test_a_callback_that_failed_is_tried_again(ada, api):
    answers = [500, 204]
    ear = listen(lambda request: answers.pop(0))
    ada.messages.create(**WISH, status_callback=ear.url)
    carry(api, 2)
    first, second = (request for _, request, _ in ear.exchanges(2))
    ear.stop()
    assert first.body == second.body
    assert first.headers["X-Twilio-Signature"] == second.headers["X-Twilio-Signature"]


def test_webhooks_are_told_besides(ada, api, ear):
    api("POST", "/webhooks", json={"target": ear.url, "events": ["sent"]})
    ada.messages.create(**WISH, status_callback=f"{ear.url}/status")
    carry(api, 2)
    targets = [request.target for _, request, _ in ear.exchanges(8)]
    assert targets.count("/status") == 1
    assert len(targets) == 8
    assert len(api("GET", "/webhooks/1/deliveries").json()) == 7


def test_what_is_told_of_an_account_below_is_signed_with_its_own_token(ada, api, ear):
    account = ada.api.v2010.accounts.create()
    child = Client(account.sid, account.auth_token, http_client=ada.http_client)
    child.messages.create(**WISH, status_callback=ear.url)
    carry(api, 2)
    ((_, request, _),) = ear.exchanges(1)
    form, signature = form_of(request), request.headers["X-Twilio-Signature"]
    assert form["AccountSid"] == account.sid
    assert RequestValidator(account.auth_token).validate(ear.url, form, signature)


@pytest.mark.parametrize(
    "url",
    [
        "hook",
        "https://127.0.0.1/",
        "http://10.0.0.1/",
        "http://user:word@127.0.0.1/",
        "http://[",
        "http://127.0.0.1/ü",
        "http://127.0.0.1/" + "x" * 3984,
    ],
)
def test_an_address_that_can_not_be_told_anything_is_refused(ada, url):
    with pytest.raises(TwilioRestException) as refused:
        ada.messages.create(**WISH, status_callback=url)
    assert (refused.value.code, refused.value.status) == (21609, 400)
    assert "Invalid StatusCallback: " in refused.value.msg
    assert len(ada.messages.list()) == 6


def test_an_address_has_at_most_4000_characters(ada):
    url = "http://127.0.0.1/" + "x" * 3983
    assert ada.messages.create(**WISH, status_callback=url).status == "queued"


def test_a_form_is_signed_as_in_twilios_own_example():
    form = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309"}
    form |= {"Digits": "1234", "From": "+14158675309", "To": "+18005551212"}
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    form = dict(sorted(form.items(), reverse=True))
    assert sign_form("12345", url, form) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert RequestValidator("12345").compute_signature(url, form) == (
        "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    )


def test_a_callback_is_signed_as_twilios_validator_does_it():
    form = {"AccountSid": f"AC{SID}", "ApiVersion": "2010-04-01", "From": SHIP}
    form |= {"MessageSid": f"SM{SID}", "MessageStatus": "delivered"}
    form |= {"SmsSid": f"SM{SID}", "SmsStatus": "delivered", "To": HANGAR}
    signature = sign_form("local-test-token", "http://127.0.0.1:9000/status", form)
    assert signature == "xHLb6YpGMMaJ4AKPRRCrE0O8xnA="


class Anywhere(Postman):
    """A postman who knows every way."""

    def advice(self, target):
        return None


@pytest.mark.parametrize(("host", "status"), [("my_host", 400), ("my-host", 201)])
def test_the_name_of_a_host_has_no_underscore(clock, host, status):
    app = create_app(clock=clock, accounts=dict([ADA]), postman=Anywhere())
    form = FORM | {"StatusCallback": f"http://{host}.example/a_b"}
    with session(app) as connected:
        url = f"{ADDRESS}{HOME}/Messages.json"
        assert connected.post(url, form, auth=ADA).status_code == status
