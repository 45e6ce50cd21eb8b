# %% [markdown]
# # 16 · Unreliable network
#
# **Did it happen?**
#
# 50 minutes. You need lessons 00 to 15.
#
# After this lesson you can
#
# - say what you know, and what you do not know, after a call that brought no answer,
# - write a client that sends again so that each message is stored once, and that waits
#   for as long as it is told.

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
# 1. `GET`, `POST`, `PUT`, `DELETE`: which of them, sent again, promise to leave the
#    state that the first one left?
# 2. A `503` brings `Retry-After: 120`. What does it ask of you?
#
# <details>
# <summary>Answers</summary>
#
# 1. `GET`, `PUT` and `DELETE`: they are idempotent. `POST` promises nothing.
# 2. To send the same request again, 120 seconds later.
#
# </details>
#
# ## A late answer
#
# On a real network an answer may be late, or get lost. You can not wait for that in a
# lesson. So this server plays it, for each request that carries the field `Toy-Fault`.
# A real API has no such field. `delay=0.5` means: the work is done, then the answer
# spends half a second on its way.
#
# `time.monotonic()` is a clock that counts seconds. **Predict:** does `requests` wait
# for the answer, or does it give up before?

# %% tags=["M26"]
import time
from inspect import getsource, signature

home, late = f"{api.url}/messages", {"Toy-Fault": "delay=0.5"}
asked = time.monotonic()
answer = requests.get(home, headers=late)
print(answer.status_code, "it has waited:", time.monotonic() - asked > 0.4)
print("its limit:", signature(requests.Session.request).parameters["timeout"].default)

# %% [markdown]
# It has waited. Would it also wait for an hour? The last line looks up which limit
# `requests` takes when you give none: `None`, no limit at all. While nothing comes, the
# call waits, and so does all of your program.
#
# You set a limit, in seconds, with `timeout=`. From now on every call in this lesson
# has one.
#
# **Predict:** the same answer is late, and you wait for 0.2 seconds only. Do you get a
# response? And what does the server's log say?

# %%
try:
    requests.get(home, headers=late, timeout=0.2)
except requests.Timeout as error:
    print(type(error).__name__)
_, request, response = api.exchanges()[-1]
print("the server's log:", request.method, request.path, response.status)

# %% [markdown]
# You get an error of Python in the place of a response. There is no status, so there is
# nothing to **check**. But the log says `200`: the server did its part, and you were
# gone when the answer came.
#
# After a `GET` that is no problem. It is safe: just ask again.
#
# ## Did it happen?
#
# For the next calls, here are two short functions. `attempt` makes a call and gives
# back the response, or the name of the error where no response came. (A
# `requests.RequestException` is any error in which a call by `requests` can end.)
# `stored` counts the messages that contain a text.
#
# With them you are going to `POST` a new message. The answer is late again, and the
# call ends in `ReadTimeout`. By how many messages does the list grow?


# %%
def attempt(method, url, **more):
    try:
        return requests.request(method, url, **more)
    except requests.RequestException as error:
        return type(error).__name__


def stored(text):
    return len(requests.get(home, params={"q": text}, timeout=5).json())


# %%
predict("grown_by_a_timeout", ...)  # a number of messages

# %% tags=["M24"]
note = {"from": "+15017122661", "to": "+15558675310", "body": "Meet me at the pier."}
before = stored("pier")
print(attempt("POST", home, json=note, headers=late, timeout=0.2))
grown = stored("pier") - before
print("new messages:", grown)
compare("grown_by_a_timeout", grown)

# %% [markdown]
# One. Your program saw an error, and the message is stored all the same. A timeout says
# only that *you* stopped waiting.
#
# Here is another way to get no answer. `drop` means: the work is done, then the answer
# and the connection are lost. After that, you send the same again, and this time
# nothing is lost. **Predict:** how many messages ask for four cups in the end?

# %%
cups = note | {"body": "Please bring four cups."}
lost = {"Toy-Fault": "drop"}
print(attempt("POST", home, json=cups, headers=lost, timeout=5))
_, _, response = api.exchanges()[-1]
print("the server's log:", response.status, response.headers["Location"])
print(attempt("POST", home, json=cups, timeout=5), "copies:", stored("four cups"))

# %% [markdown]
# Another error, a `201` that never reached you, and two copies (and two more each time
# that you run this cell). The server takes each `POST` for a new wish.
#
# But what else could you do? From where you sit, three stories look alike:
#
# - The request never arrived. Nothing happened.
# - The server is still at work. It is going to happen.
# - The work is done, and the answer is late or lost. It has happened.
#
# So after no answer you do *not know*. If you do not send it again, the message may be
# missing. If you do, it may be there twice. Without more help you have to look first
# whether it is there.
#
# ## A key makes it safe
#
# The way out: tell the server that it is the same wish. You choose a text, the *key*,
# and send it along in the field `Idempotency-Key`. Each try of the same wish carries
# the same key.
#
# You begin anew with the cups: the first answer is lost, you send it again. This time
# both have the same key. **Predict:** how many copies are there? And does the second
# call get a success or a refusal?

# %%
api.reset()
key = {"Idempotency-Key": "cups-for-the-pier"}
print(attempt("POST", home, json=cups, headers=key | lost, timeout=5))
replayed = attempt("POST", home, json=cups, headers=key, timeout=5)
show(replayed)
print("copies:", stored("four cups"))

# %% [markdown]
# One. The second `POST` created nothing. `Idempotent-Replayed: true` says that this is
# the answer of the first one, which the server had kept under your key. You have your
# `201` and your `Location` after all.
#
# **Predict:** a message with *other words* comes with the same key. Is it created?

# %%
tea = note | {"body": "Please bring green tea."}
show(attempt("POST", home, json=tea, headers=key, timeout=5))
print("copies:", stored("green tea"))

# %% [markdown]
# It is not: a `4`, and it is your turn. A new wish needs a new key. So do not make keys
# up yourself. `uuid4()` makes one at random, and so long that no other is equal to it.
#
# One story is left: the server is *still at work*. `slow=0.6` means that the work
# itself takes so long. You give up early, send it again *at once*, and once more a
# moment later. **Predict:** which of these two tries brings you the `201`?

# %% tags=["two-at-once"]
from uuid import uuid4

wish, slow = {"Idempotency-Key": str(uuid4())}, {"Toy-Fault": "slow=0.6"}
print(attempt("POST", home, json=note, headers=wish | slow, timeout=0.1))
at_once = attempt("POST", home, json=note, headers=wish, timeout=5)
time.sleep(0.6)
later = attempt("POST", home, json=note, headers=wish, timeout=5)
print(at_once.status_code, at_once.json()["detail"])
print(later.status_code, "replayed:", later.headers.get("Idempotent-Replayed"))

# %% [markdown]
# `409`: it does not fit the state of the server *now*. Wait a moment, then send the
# same again with the same key. The third try found the answer.
#
# This is the rule in the server's own words. `known` is the fingerprint of the request
# that came with this key before, and `response` the answer that was kept; for a new key
# there is none. Find the line that says `422`, and the line that does the work:

# %%
from toy_api.guards.idempotency import remembered

print(getsource(remembered))

# %% [markdown]
# `answers.keep` stands in the same `transaction()` as the work: both are done, or
# neither. And what raises an error on its way, such as a `422`, is not kept.
#
# ## Not now
#
# Sometimes you do get an answer, and it says "not now". With `fail=2` the server
# refuses two tries and accepts the third. (It counts them under the `name`.) These
# three tries have no key. **Predict:** how many copies are there in the end?

# %%
api.reset()
busy = {"Toy-Fault": "fail=2, name=cups"}
for turn in range(3):
    answer = attempt("POST", home, json=cups, headers=busy, timeout=5)
    wait = answer.headers.get("Retry-After")
    print(answer.status_code, "Retry-After:", wait, "copies:", stored("four cups"))

# %% [markdown]
# One. After each `503` nothing was stored: a refusal is an answer, so here you *know*.
# Send the same again, but not at once: `Retry-After: 1` asked for a second of patience.
# This loop did not listen.
#
# Some servers insist. `/busy/messages` is the same list, for three requests in two
# seconds: real ones, not those of the toy clock. **Predict:** how many of four requests
# in a row get the list? And what comes after you have waited for as long as the fourth
# answer says?

# %% tags=["waits"]
api.reset()
answers = [requests.get(f"{api.url}/busy/messages", timeout=5) for turn in range(4)]
print([each.status_code for each in answers])
show(answers[-1])
time.sleep(int(answers[-1].headers["Retry-After"]))
print(requests.get(f"{api.url}/busy/messages", timeout=5).status_code)

# %% [markdown]
# `429 Too Many Requests`: nothing is wrong with the request, only with the pace.
# `RateLimit` tells how many are left (`r`), and for how many seconds that holds (`t`).
# After the wait, all is well.
#
# And if nobody says how long? After a lost answer there is no `Retry-After`. Then wait
# a little, and each time twice as long: 0.1, 0.2, 0.4 seconds. This is a **backoff**:
# who is in trouble gets more and more rest. In the log, `request.arrived` is the time
# of each request in seconds:

# %%
for wait, fault in [(0.1, lost), (0.2, lost), (0.4, {})]:
    answer = attempt("GET", home, headers=fault, timeout=5)
    print(answer)
    if answer == "ConnectionError":
        time.sleep(wait)
one, two, three = [request.arrived for _, request, _ in api.exchanges()[-3:]]
print("0.1 seconds between:", two - one > 0.09, "then 0.2:", three - two > 0.19)

# %% [markdown]
# ## Let requests do it
#
# `requests` can send again by itself. `Retry` says how often, and an `HTTPAdapter`, the
# part that makes the connections, obeys it. `mount` puts it in charge of all URLs that
# begin so.
#
# A `GET` meets one `503` with `Retry-After: 1`, and then so does a `POST`. **Predict:**
# how many requests does the server get for each of the two calls?

# %%
from requests.adapters import HTTPAdapter
from urllib3 import Retry

session = requests.Session()
session.mount("http://", HTTPAdapter(max_retries=Retry(total=3)))
print("these are sent again:", *sorted(Retry.DEFAULT_ALLOWED_METHODS))

# %% tags=["waits"]
api.reset()
for method, more in [("GET", {}), ("POST", {"json": cups})]:
    last = api.exchanges()[-1].number
    once = {"Toy-Fault": f"fail=1, name={method}"}
    session.request(method, home, headers=once, timeout=5, **more)
    tries = api.exchanges(after=last)
    slept = tries[-1].request.arrived - tries[0].request.arrived
    print(method, [each.response.status for each in tries], "waited:", slept > 0.9)

# %% [markdown]
# The `GET` was sent again, after the second that `Retry-After` had asked for. The
# `POST` was sent once, and you got the `503`: `Retry` leaves it alone. The methods in
# its list are all idempotent. (`TRACE` is one that you have not met.) It can not know
# what your `POST` means. You do, and you have the key.
#
# ## Exercises
#
# **Exercise 1.** What do you do next? Write one of these five words for each case:
# `"use"` (it is done, use the answer), `"mend"` (write another request), `"wait"` (wait
# for a moment, or as long as it says, then send the same), `"again"` (send the same,
# you need not know whether it happened), `"look"` (find out first whether it happened).
#
# - **A** `201` with `Idempotent-Replayed: true`
# - **B** `422` to a `POST`: the number has no `+`
# - **C** `429` with `Retry-After: 2`
# - **D** `409` to a `POST` with a key: the first is not done yet
# - **E** no answer to a `DELETE`
# - **F** no answer to a `POST` without a key
# - **G** no answer to a `POST` with a key

# %% name="next_moves" tags=["exercise"]
moves = {"A": ..., "B": ..., "C": ..., "D": ..., "E": ..., "F": ..., "G": ...}

# %%
check("next_moves", moves)

# %% [markdown]
# **Exercise 2.** Create a message in your own words, with a new key. The first answer
# is lost (`attempt` and `lost` do that), so you send it again. It must be stored once.
# Keep the second response.

# %% name="one_message" tags=["exercise"]
mine = note | {"body": ...}

second = ...

# %%
check("one_message", second)

# %% [markdown]
# **Exercise 3.** Write a function, `def patient(url):`. It sends a `GET` to `url`.
# After a `503` it waits 0.1 seconds and asks again, then 0.2, then 0.4: four tries at
# most. Any other status ends it at once. It gives back the last response. (The check
# calls it with a server of its own, whose `503` has no `Retry-After`. For a trial,
# `patient(f"{api.url}/practice/closed")` is refused each time; pass over the two
# minutes that it asks for.)

# %% name="patient" tags=["exercise"]
patient = ...

# %%
check("patient", patient)

# %% [markdown]
# **Exercise 4.** Write a function, `def send(url, message):`, that stores `message`
# once, whatever happens. It sends a `POST` to `url`, with `json=message` and a key.
#
# - Each call of `send` is a new wish, even with the same words. All its tries have the
#   same key.
# - No try waits longer than half a second for an answer.
# - No answer, `409`, `429` or `503`: it sends the same again, five tries at most. Is
#   there a `Retry-After`? Then it waits for so many seconds before. A response without
#   one: it waits 0.1 seconds. (After no answer it need not wait any more.)
# - Any other response is given back at once. After five tries it gives up, as you like.
#
# The check calls it with a server of its own that plays all of this, for some seconds.
# For a trial, `send(f"{api.url}/busy/messages", note)`, four times in a row.

# %% name="send" tags=["exercise"]
send = ...

# %%
check("send", send)

# %% [markdown]
# ## Quiz
#
# 1. You call `requests.get(url)`, and the server says nothing. What happens?
#    **a** an error after some seconds · **b** your program waits, without a limit ·
#    **c** you get a response without a status
# 2. A `POST` ends in `ReadTimeout`. What do you know about the message?
#    **a** it is not stored · **b** it is stored · **c** neither: it may be stored
# 3. You send a `POST` again with the same key, and get `201` with `Idempotent-Replayed:
#    true`. What did this second request create?
#    **a** nothing, you see the first answer · **b** a second message ·
#    **c** a new message in the place of the first

# %% name="quiz_network" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_network", letters)

# %% [markdown]
# ## What a real API does differently
#
# It has no `Toy-Fault`, and its faults come unasked. `Idempotency-Key` is described in
# a draft of the IETF, and not every API knows it: read the documentation, since one
# that does not know it may well ignore it. Stripe's API takes it with each `POST`, and
# keeps failures under a key, too, not only successes. GitHub's API answers `403` or
# `429` when you ask too often. And a `Retry-After` may hold a date in the place of
# seconds: then `int(...)` fails. Many clients add something random to each wait, so
# that not all of them come back at the same moment.
#
# ## Key points
#
# - Give each call a `timeout=`: without it, `requests` waits without a limit.
# - No answer does not mean that nothing happened. You do not know.
# - Idempotent methods may be sent again. A `POST` needs an `Idempotency-Key`: the same
#   for each try, a new one for each wish.
# - 429 and 503: wait for `Retry-After`, then send the same. Without it: a backoff.
#
# **Next:** [17 · Webhooks](17_webhooks.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** a late answer 5, did it happen 6, a key 7, not now 6, let requests do
#   it 3, exercises and quiz 23.
# - **Likely errors:**
#   - `uuid4()` inside the loop of `send` → that is a new key for each try: make it
#     before the loop.
#   - a key made once, outside of the function → then all wishes share it: make it
#     inside, once for each call.
#   - no `str(...)` around `uuid4()` → a header field is text.
#   - only `requests.Timeout` is caught, and a lost answer ends the program →
#     `requests.RequestException` is any error without an answer.
#   - `time.sleep` gets the text of `Retry-After` → `float(...)` makes a number of it.
#   - a `422` is sent again → the same request gets the same refusal: give it back at
#     once.
# - **Discuss:** where should a program keep its key, so that it can send again even
#   after the computer was switched off?
# - **Short version:** a late answer, did it happen, a key, exercises 1 and 2: 26
#   minutes.
#
# </details>
