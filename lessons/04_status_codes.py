# %% [markdown]
# # 04 · Status codes
#
# **Whose turn is it now?**
#
# 40 minutes. You need lessons 00 to 03.
#
# After this lesson you can
#
# - tell from the first digit of any status code who has to act next, and from the code
#   itself what to do,
# - write a client that notices every refusal, even one that hides in a `200`.

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
# 1. Where in a response does the status code stand, and what stands beside it?
# 2. You ask a collection for a text that no message has, then you ask for message 999.
#    Which two status codes come back?
#
# <details>
# <summary>Answers</summary>
#
# 1. In the status line, the first line: the version of HTTP stands before it, a phrase
#    for people behind it.
# 2. `200`, with an empty list; then `404`, since no such message is there.
#
# </details>

# %% [markdown]
# ## The first digit
#
# Four calls, four different ends. `reason` is the phrase that stands behind the code.
# (By itself, `requests` would go to the `Location` that the second answer names. For
# once, keep it from doing so.)

# %%
for path in ["/messages", "/practice/moved/301", "/messages/999", "/practice/closed"]:
    answer = requests.get(api.url + path, allow_redirects=False)
    print(answer.status_code, answer.reason, answer.headers.get("Location", ""))

# %% [markdown]
# There are dozens of codes, but only a few first digits. Each answers one question:
# whose turn is it now?
#
# | first digit | whose turn is it? |
# |---|---|
# | **2** | nobody's: it is done |
# | **3** | look elsewhere; or nobody's: keep what you have |
# | **4** | yours: the *client* has to send another request |
# | **5** | the *server's*: it can not do this, now or at all |
#
# (The `301` sends you elsewhere: its `Location` says where to.)
#
# So a code that you have never seen is no riddle. Read its first digit. The whole code
# then says what to do next; the rest of this lesson is about that.
#
# ## 2 and 3: nothing went wrong
#
# `/practice/notice` is a text that rarely changes. The server sends a label with it,
# the `ETag`. As long as the label stays the same, so does the text.

# %%
notice = requests.get(f"{api.url}/practice/notice")
show(notice)

# %% [markdown]
# Ask again, and say which edition you have: "send it if its label does *not match*
# mine". That is the header field `If-None-Match`.
#
# **Predict:** what is the first digit of the status? Is there any content?

# %%
mine = {"If-None-Match": notice.headers["ETag"]}
again = requests.get(f"{api.url}/practice/notice", headers=mine)
show(again)

# %% [markdown]
# `304 Not Modified`: the notice is as you know it. Nothing stands behind the blank
# line, since you have the text already. **Keep** it.
#
# Now look at three codes that are not `200`: those of a `POST`, of a `DELETE`, and the
# `304` again. **Predict:** how many of these three calls failed?

# %%
home = f"{api.url}/messages"
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at nine?"}

# %% tags=["M8"]
before = api.state()
made = requests.post(home, json=tea)
print(made.status_code, "created:", api.state() != before)
gone = requests.delete(api.url + made.headers["Location"])
print(gone.status_code, "deleted:", api.state() == before)
print(again.status_code, "sent again:", len(again.content), "bytes")

# %% [markdown]
# None. The message was created, it was deleted, and the notice was not sent a second
# time. Each code tells more than a bare "it worked":
#
# - `201 Created`: done, and something new is there. `Location` says where.
# - `204 No Content`: done, and there is nothing to tell.
# - `304 Not Modified`: nothing new. Keep what you have.
#
# ## 4: it is your turn
#
# A 4 says: the server can not accept this request. Send another. What is wrong with it,
# the server tells in the content. Here `from` is misspelled:

# %%
show(requests.get(home, params={"form": "+15017122661"}))

# %% [markdown]
# `400 Bad Request` means that the server can not use the request as it is written. The
# `detail` says which names it knows, so you know what to mend.
#
# Other codes name the part that is wrong. Here are four calls, none of them right: one
# with a typo in the URL; one with a method that this URL does not have; one with a
# method that nobody has, invented for this lesson; and the invented method together
# with the typo. (`requests.get(...)` is short for `requests.request("GET", ...)`.)
#
# **Predict:** how many *different* status codes come back? A cell with `predict` is for
# your guess: put it in the place of the dots, then run both cells.

# %%
predict("different_refusals", ...)  # a number from 1 to 4

# %% tags=["M12"]
codes = set()
calls = [("GET", "/mesages"), ("DELETE", "/messages")]
calls += [("BREW", "/messages"), ("BREW", "/mesages")]
for method, path in calls:
    answer = requests.request(method, api.url + path)
    print(method, path, answer.status_code, "Allow:", answer.headers.get("Allow"))
    codes.add(answer.status_code)
compare("different_refusals", len(codes))

# %% [markdown]
# Three. (A Python `set`, such as `codes`, keeps equal values only once.) Only the first
# is about the URL:
#
# - `404 Not Found`: there is nothing at this **URL**. Mend the URL.
# - `405 Method Not Allowed`: the URL is right, but what lives there does not have this
#   **method**. `Allow` lists those that it has. Choose one.
# - `501 Not Implemented`: this **server** does not know the method, at any URL.
#
# ## 5: it is the server's turn
#
# Why does `501` begin with a 5? With a 5 the server speaks of itself: "I can not do
# this". The typo made no difference, and waiting would make none: somebody would have
# to teach the server a new method.
#
# Another 5 is more hopeful. `/practice/closed` is out of order. **Predict:** how could
# the server tell you when to come back?

# %%
closed = requests.get(f"{api.url}/practice/closed")
show(closed)

# %% [markdown]
# `503 Service Unavailable`: not now. `Retry-After` says how long to wait, in seconds.
# Your request may be all right: send the same one later.
#
# ## Does Python stop?
#
# You have had several refusals by now. `ok` is what `requests` makes of a status code.
# **Predict:** how many of these three calls stop Python with an error?

# %% tags=["M13"]
for path in ["/practice/notice", "/messages/999", "/practice/closed"]:
    answer = requests.get(api.url + path)
    print(answer.status_code, answer.ok)
print("the end of the cell")

# %% [markdown]
# None. `ok` is `False` for a 4 or a 5, and that is all: no error, no warning. Whoever
# does not **check** goes on with the content of a refusal.
#
# If you *want* an error, ask for it: `raise_for_status()` raises one for a 4 or a 5.
# `closed` is the `503` from above:

# %%
try:
    closed.raise_for_status()
    print("no error")
except requests.HTTPError as error:
    print("HTTPError:", error)

# %% [markdown]
# The words "Server Error" come from `requests`. It reads the first digit, as you do.
#
# ## A refusal inside a 200
#
# Everything so far rests on servers that tell the truth. `/crooked/messages` is **wrong
# on purpose**: it is the same list of messages, but it creates in a bad way, such as
# you meet in some real APIs.
#
# You send it a message whose `to` lacks the `+`. The answer is `200 OK`. **Predict:**
# by how many messages has the list grown?

# %%
predict("grown_by", ...)  # a number

# %% tags=["M9"]
crooked = f"{api.url}/crooked/messages"
wrong = tea | {"to": "15558675310"}
before = len(requests.get(crooked).json())
hidden = requests.post(crooked, json=wrong)
print(hidden.status_code, hidden.ok)
compare("grown_by", len(requests.get(crooked).json()) - before)

# %% [markdown]
# The status says that it is done. The list says that it is not: the message is lost,
# and `ok` does not notice. Does `raise_for_status()`? And where is the truth?

# %%
hidden.raise_for_status()
show(hidden)

# %% [markdown]
# No error; and the truth is in the content: `"success": false`. This API hides its
# refusals there. A client has to know it, and to look.
#
# What does an honest server say to the same message? You have not met this code yet.
# **Predict** its first digit.

# %%
show(requests.post(home, json=wrong))

# %% [markdown]
# `422`, a 4: it is your turn. Without knowing the code, you know that much, and the
# content tells you which field to mend.
#
# ## Exercises
#
# **Exercise 1.** Who has to act next? Sort these ten codes into three lists of numbers.
# Two of them are new to you.
#
# 201 · 204 · 304 · 400 · 404 · 405 · 410 · 500 · 501 · 503

# %% name="turns" tags=["exercise"]
turns = {
    "nobody": ...,
    "client": ...,
    "server": ...,
}

# %%
check("turns", turns)

# %% [markdown]
# **Exercise 2.** Write a function that takes a response and gives back the next step,
# as one of these five words:
#
# | word | the next step |
# |---|---|
# | `"done"` | none: it is done |
# | `"keep"` | go on with what you have already |
# | `"mend"` | send another request: this one will not do |
# | `"wait"` | send the same request later: the server is closed for now |
# | `"report"` | tell the server's people: it can not do this, or made a mistake |
#
# It may begin like this. Of the codes that begin with 3, only 304 is tested; of the
# others, some are new to you, so use the first digit: 500 and above is a 5.
#
#     def explain(response):
#         if response.status_code == 304:
#             return "keep"
#
# The check makes calls of its own and hands each response to your function.

# %% name="next_step" tags=["exercise"]
explain = ...  # write your function here, instead of this line

# %%
check("next_step", explain)

# %% [markdown]
# **Exercise 3.** This client sends messages to `/crooked/messages`, the list that is
# wrong on purpose. It trusts `ok`:


# %%
def lost(answer):
    return not answer.ok


for to in ["+15558675310", "15558675310"]:
    answer = requests.post(crooked, json=tea | {"to": to})
    print(to, "lost" if lost(answer) else "stored")

# %% [markdown]
# "Stored", it says twice; but you have seen what becomes of a number without a `+`.
# Write `lost` anew: it shall be true for every message that was *not* stored, and false
# for every other. What was stored comes with `"success": true` in the content. (Now and
# then even this API is honest, and refuses with a 4. Then there is no `"success"`.) The
# check sends messages and looks into the list.

# %% name="noticed" tags=["exercise"]
lost = ...  # write your function here, instead of this line

# %%
check("noticed", lost)

# %% [markdown]
# ## Quiz
#
# 1. A `DELETE` is answered `204`. What now?
#    **a** try again, since it is no 200 · **b** nothing, it is done ·
#    **c** read the content, it tells why
# 2. An API that you do not know answers your `POST` with `200`. Is your message stored?
#    **a** yes, 200 says so · **b** no, it would have to be 201 ·
#    **c** look into the content, or read the message back
# 3. `requests.delete` gets a `405`. What now?
#    **a** choose a method that `Allow` names · **b** look for the typo in the URL ·
#    **c** nothing, Python stops with an error anyway

# %% name="quiz_status" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_status", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio answers a `DELETE` with `204`, too. Its errors are JSON with `code`, `message`,
# `more_info` and `status`: the `code` is a number of Twilio's own, finer than the
# status. Slack's Web API puts `"ok": false` and an `"error"` into the content, and its
# documentation tells you always to look there. And a `503` need not bring a
# `Retry-After`: then you choose how long to wait.
#
# ## Key points
#
# - The first digit says whose turn it is: 2 nobody's, 3 elsewhere or keep, 4 yours,
#   5 the server's. The code says what to do next.
# - 404 is about the URL, 405 about the method here (see `Allow`), 501 about the server.
# - `requests` raises nothing by itself: look at the status, or call
#   `raise_for_status()`. And know where your API hides its refusals.
#
# **Next:** [05 · Bodies and labels](05_bodies_and_labels.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** first digit 4, *2 and 3* 6, *4* and *5* 8, Python 3, a refusal inside a
#   200 4, exercises and quiz 15.
# - **Likely errors:**
#   - comparing the response itself with a number → the number is in
#     `response.status_code`.
#   - a function that prints and does not return → `print` shows it to people, `return`
#     gives it to the program.
#   - `.json()["success"]` at a 4 (exercise 3) → its content has no such name: look at
#     `ok` before.
# - **Discuss:** why might somebody build an API that always says 200? Whom does it
#   help, and whom does it hurt?
# - **Short version:** first digit, the four calls, a refusal inside a 200, exercise 1:
#   20 minutes.
#
# </details>
