# %% [markdown]
# # 19 · Test without a network
#
# **How do I test my client?**
#
# 45 minutes. You need lessons 00 to 18.
#
# After this lesson you can
#
# - write a test that plays any answer to your client, and fails when the client is
#   broken,
# - say what such a test does not prove, and what else you need.

# %%
import requests

from lessons import check, compare, hint, predict, show, solution
from toy_api import start

api = start()

# %% [markdown]
# ## Look back
#
# Answer from memory, then unfold.
#
# 1. A `429` brings `Retry-After: 30`. What does a good client do?
# 2. `breaches(response, description)` gives back an empty list. What does that say?
#
# <details>
# <summary>Answers</summary>
#
# 1. It waits for 30 seconds, then it sends the same again.
# 2. Nothing in this response breaks what the description of the API promises.
#
# </details>
#
# ## A client to test
#
# A program that calls an API is a **client**. Here is a small one. `find` gives back a
# message, or `None` where none is. It **checks** the status before it **uses** the
# answer. After a timeout it asks once more, since a `GET` is safe. (A function that
# ends without a `return` gives back `None`.)


# %%
def find(url):
    try:
        answer = requests.get(url, timeout=5)
    except requests.Timeout:
        answer = requests.get(url, timeout=5)
    if answer.status_code != 404:
        answer.raise_for_status()
        return answer.json()


# %% [markdown]
# How do you find out whether all of it works? You would need an API that is late when
# you want it, and only once. You would have to wait for it, too.
#
# ## An answer of your own
#
# So take the network away. The package `responses` puts something else in its place,
# which gives the answers that you have chosen. Each of them is called a **mock**. Below
# `with responses.RequestsMock() as mock:` stand the indented lines for which that
# holds; after them the network is back.
#
# The server of this lesson is running, and the mock below has the URL of its message 1.
# The first line asks for it without a mock, the last line inside the `with` asks for it
# again. **Predict:** how many requests does the server get from the second one?

# %%
predict("reached_by_a_mock", ...)  # a number of requests

# %%
import responses

home = f"{api.url}/messages"
print(find(f"{home}/1")["body"])
before = len(api.exchanges())
with responses.RequestsMock() as mock:
    mock.get(f"{home}/1", json={"id": 1, "body": "Only pretended."})
    show(requests.get(f"{home}/1"))
compare("reached_by_a_mock", len(api.exchanges()) - before)

# %% [markdown]
# None. The log of the server has not grown, and the picture is drawn "as the client
# tells it", since the server knows nothing of it. Your client can not see a difference:
# it gets a response with a status, fields and content. All of them are your words.
#
# ## A test
#
# Now you can write a **test**: a function that calls your client and looks at what it
# does. The word for this is `assert`. `assert x == 1` does nothing if that is true;
# else it raises an `AssertionError`. So a test that comes to its end is passed, or
# *green*. A test that raises an error is failed, or *red*.
#
# This test is given the client that it tests, as its parameter:


# %%
def test_missing(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/999", status=404, json={"title": "Not Found"})
        assert find(f"{home}/999") is None


test_missing(find)
print("green")

# %% [markdown]
# Names such as `test_missing` are a custom. The program `pytest` looks for functions
# whose names begin with `test_`, in files whose names do so, too, calls them all, and
# counts the red ones. (There, the parameter would be filled in by a *fixture*, a
# function of the same name.)
#
# Green looks good. But would this test notice a client that is broken? Try it:
# `requests.get` itself is such a client, because it does not care for the status. To
# see the colour, `outcome` calls something and tells how it ended. **Predict** both
# colours.


# %%
def outcome(function, given):
    try:
        function(given)
    except Exception as error:
        return f"red: {type(error).__name__}"
    return "green"


print("find:", outcome(test_missing, find))
print("requests.get:", outcome(test_missing, requests.get))

# %% [markdown]
# Red for the broken client: this test is worth something. **A test that can not be red
# tells you nothing.** So break your client on purpose, in each way that matters, and
# look whether a test notices.
#
# Here are two tests more. The first one forgets to `assert`. In the second one there is
# a mock, and nobody asks for it. **Predict** the colours: of the first with the broken
# client, of the second with the good one.


# %%
def test_toothless(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/999", status=404, json={"title": "Not Found"})
        find(f"{home}/999")


def test_unused(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", json={"id": 1})


print(outcome(test_toothless, requests.get), "|", outcome(test_unused, find))

# %% [markdown]
# The first stays green, whatever the client gives back. The second is red: where the
# `with` ends, each mock must have been used. So a client that gives up too early is
# noticed.
#
# And what if the client asks for *more* than you have planned? In the next cell there
# is no mock at all, while the server is running. **Predict:** does the call go through
# to the server?

# %%
predict("goes_through", ...)  # True or False

# %%
before = len(api.exchanges())
with responses.RequestsMock() as mock:
    try:
        print(requests.get(f"{home}/1").status_code)
    except requests.ConnectionError as error:
        print(type(error).__name__)
compare("goes_through", len(api.exchanges()) > before)

# %% [markdown]
# It does not. While `responses` is at work, no call of `requests` leaves your program:
# what fits no mock raises a `ConnectionError`. So a test can not change real data by
# accident.
#
# ## What does the client say?
#
# Until now a mock was found by its method and its address alone. But a client that
# creates a message must also **describe** it. A *matcher* makes a mock answer only if
# more of the request is right: `json_params_matcher` looks at the JSON,
# `query_param_matcher` at the query, and `header_matcher` at fields. They stand in the
# list `match`.
#
# **Predict:** which of these three calls are answered?

# %%
from responses import matchers

tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
with responses.RequestsMock() as mock:
    mock.post(home, status=201, match=[matchers.json_params_matcher(tea)])
    mock.get(home, json=[tea], match=[matchers.query_param_matcher({"q": "tea"})])
    print(requests.post(home, json=tea).status_code)
    print(requests.get(home, params={"q": "tea"}).json()[0]["body"])
    print(outcome(requests.get, home))

# %% [markdown]
# The last one is not: its query is missing, and so it fits no mock.
#
# What if the answer depends on the request? Then give the mock a function, a
# *callback*. It gets the request, and gives back a status, the fields and the content:

# %%
import json


def store(request):
    message = {"id": 7} | json.loads(request.body)
    return 201, {"Location": "/messages/7"}, json.dumps(message)


with responses.RequestsMock() as mock:
    mock.add_callback("POST", home, store, content_type="application/json")
    show(requests.post(home, json=tea))

# %% [markdown]
# ## Trouble as you like it
#
# Now to what you could not test before. An error in the place of the content, in
# `body`, is raised. And two mocks may fit the same call. **Predict:** how do three
# calls end, one after the other?

# %%
with responses.RequestsMock() as mock:
    mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
    mock.get(f"{home}/1", json={"id": 1})
    for turn in range(3):
        print(outcome(requests.get, f"{home}/1"))

# %% [markdown]
# The first mock answers once. Then the second one answers, and the last one stays. And
# nobody had to wait for this timeout.
#
# Waiting is the next difficulty. Here is a client that creates a message, and gives
# back its id. When it is told to wait, it waits once. It does not call `time.sleep`
# itself, but its third parameter, `pause`. Who gives none gets `time.sleep`:

# %%
import time


def send(url, message, pause=time.sleep):
    answer = requests.post(url, json=message, timeout=5)
    if answer.status_code == 429:
        pause(int(answer.headers["Retry-After"]))
        answer = requests.post(url, json=message, timeout=5)
    answer.raise_for_status()
    return answer.json()["id"]


# %% [markdown]
# Another function can take the place of `time.sleep`: `waits.append`, which puts the
# number into the list `waits`. `mock.assert_call_count(home, 2)` raises an
# `AssertionError` unless there were two calls of this URL. **Predict:** what does the
# client give back, and what is in `waits`?

# %%
waits = []
with responses.RequestsMock() as mock:
    mock.post(home, status=429, headers={"Retry-After": "30"})
    mock.post(home, status=201, json={"id": 7})
    print(send(home, tea, pause=waits.append))
    mock.assert_call_count(home, 2)
print("it would have waited:", waits)

# %% [markdown]
# Half a minute is tested at once. (The seconds of `Retry-After` are a text in the mock,
# because every field is a text.)
#
# ## What a mock does not know
#
# A new client, `sender`, tells who has sent a message. Its author believes that the
# field with the number is called `sender`. He writes the client, and he writes a test
# for it, with a mock. **Predict** the colour of his test. Then `sender` is called
# without a mock, for message 2 of your server: does it end in green, too?


# %% tags=["M30"]
def sender(url):
    return find(url)["sender"]


def test_sender(sender):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/2", json={"id": 2, "sender": "+15017122661"})
        assert sender(f"{home}/2") == "+15017122661"


print("with the mock:", outcome(test_sender, sender))
print("with the server:", outcome(sender, f"{home}/2"))

# %% [markdown]
# Green with the mock, and useless. In the API the field is called `from`. The client
# and the mock share one error, since one person wrote both, and nobody asked the API. A
# green test says: *if* the API answers like this, my client does the right thing.
#
# So a mock has to be compared with something that is not yours. The API's own
# description is such a thing. It has to be fetched, and `add_passthru` lets calls
# through to the network, if their URL begins so. `breaches` does not mind that a
# response is mocked. **Predict:** does it find the error?

# %%
from lessons import breaches

place = f"{api.url}/openapi.json"
with responses.RequestsMock() as mock:
    mock.add_passthru(place)
    mock.get(f"{home}/2", json={"id": 2, "sender": "+15017122661"})
    description, wrong = requests.get(place).json(), requests.get(f"{home}/2")
print(*breaches(wrong, description), sep="\n")
print(breaches(requests.get(f"{home}/2"), description))

# %% [markdown]
# It does. The mock breaks the contract: it lacks all that a real answer has, and its
# `sender` is unknown. The real answer, in the last line, breaks nothing. So let
# `breaches` look at each mock that you write. Better still, *record* a mock: copy it
# from a real answer. And keep a few tests that call the real API: a description may be
# wrong, too.
#
# ## Where the network begins
#
# How can `responses` take the network away without touching your client? In `requests`,
# an *adapter* carries each request to the network: its method `send` takes the request
# and gives back the response. `responses` replaces this method for a while.
#
# The tests of your server need no network, either. They bring an adapter of their own,
# which hands the request to the server as a function, `self.app`. Find the line that
# asks it, and the one that makes a response of what it says:

# %%
import inspect

from toy_api.doors.transport import AppAdapter

print("replaced by responses:", responses.mock.target)
print(inspect.getsource(AppAdapter.send))

# %% [markdown]
# An adapter like this one has no opinion of its own: the real server answers, only
# without a network. You can do that with a server whose program you have. For any other
# one there are mocks.
#
# ## Exercises
#
# **Exercise 1.** `send` raises a `requests.HTTPError` when it is refused. This test
# shall be red for a client that does *not* raise it. It has an `assert`, and yet it is
# green for such a client, too: try a broken `send` of your own. Mend the test, and put
# its name in the place of the dots. (The lines of an `else:` behind an `except` run if
# no error came.)


# %% name="toothless_test" tags=["exercise"]
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422


mended = ...  # test_refused, once it can be red

# %%
check("toothless_test", mended)

# %% [markdown]
# **Exercise 2.** Write three tests. Each is green for a good client and red for a
# broken one, needs no server, and does not really wait.
#
# - `def test_create(send):` A `POST` is answered `201`. The client has sent exactly one
#   request, with the message as JSON, and it gives back the id of the answer.
# - `def test_late(find):` The first `GET` ends in a timeout, the second one is
#   answered. The client gives back the message.
# - `def test_too_fast(send):` A `429`, then a `201`. The client has waited for as long
#   as it was told, and it gives back the id.
#
# Then put their names into the list. (The check calls them with a good client and with
# broken ones. Break your own first: `outcome` shows the colour.)

# %% name="three_tests" tags=["exercise"]
# Write your tests here.

tests = [..., ..., ...]  # test_create, test_late, test_too_fast

# %%
check("three_tests", tests)

# %% [markdown]
# **Exercise 3.** Write a function, `def replay(mock, real):`. It gets an open mock,
# such as that of a `with`, and a real response. From now on the mock shall answer the
# same call as `real` did: the same status, fields and content. `real.request.method`
# and `real.url` tell what was asked. `mock.add` takes a method, a URL, and what a mock
# consists of; `body=` takes content as it is. (The check hands over responses of
# several kinds, and shows the result to `breaches`.)

# %% name="replay" tags=["exercise"]
replay = ...

# %%
check("replay", replay)

# %% [markdown]
# ## Quiz
#
# 1. All tests of a client are green, and all of them use mocks. What do you know?
#    **a** that the API works with this client · **b** what the client does if the API
#    answers like the mocks · **c** nothing at all
# 2. Below `with responses.RequestsMock() as mock:` your client calls a URL for which
#    there is no mock. What happens?
#    **a** the call goes to the server · **b** it gets a `404` ·
#    **c** it ends in a `ConnectionError`
# 3. You take the waiting out of your client, on purpose, and its test stays green. What
#    do you do?
#    **a** mend the test: it can not see this · **b** be glad: the test is stable ·
#    **c** put the waiting back, and leave the test as it is

# %% name="quiz_mocks" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_mocks", letters)

# %% [markdown]
# ## What a real API does differently
#
# It changes, and your mocks do not notice. So some teams run a few tests against the
# real API each night. Twilio offers *test credentials* for that: with them nothing is
# really sent, and nothing is charged.
#
# `responses` can record answers into a file, and replay them. Its documentation calls
# this part beta, and the underscore in its name, `responses._recorder`, says the same:
# it may change. In the tests of other people you often meet `@responses.activate` above
# a function. It puts the whole function under `responses`, and mocks are then made by
# `responses.get(...)`. There, a mock that nobody uses is no error, unless you ask for
# it with `assert_all_requests_are_fired=True`.
#
# ## Key points
#
# - A mock is an answer of your own, in the place of the network. No call leaves.
# - `assert`, and a function `test_...`: green if it comes to its end, red if it raises.
# - Break the client on purpose. A test that stays green is no test.
# - Timeouts, `429` and waiting can be tested at once: `body=` takes an error, and the
#   pause is a parameter.
# - A mock knows what you believe about the API. Compare it with the description, record
#   it, and keep a few tests with the real API.
#
# **Next:** [20 · A real dialect](20_a_real_dialect.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** look back and a first mock 6, a test 7, what the client says 5, trouble
#   5, what a mock does not know 6, exercises and quiz 16.
# - **Likely errors:**
#   - the client is called before the mock is made, or outside of the `with` → no mock
#     holds there: first the mock, then the call, both inside.
#   - an `assert` only below the `except` → where no error comes, it is never reached.
#     An `else:` is.
#   - `return ... == 7` in the place of `assert` → nobody looks at what a test gives
#     back: red is an error.
#   - a `Retry-After` of 1 → a client that always waits one second would be green: take
#     another number.
#   - `content_type=` and a `Content-Type` in `headers=` → `responses` takes one of them
#     only.
# - **Discuss:** `find` without its `timeout=5` passes every test of this lesson: a
#   mocked timeout is raised all the same. How would you notice? (One more matcher looks
#   at it: `matchers.request_kwargs_matcher({"timeout": 5})`.)
# - **Short version:** a first mock, a test, what a mock does not know, exercise 2 with
#   `test_late` only: 22 minutes.
#
# </details>
