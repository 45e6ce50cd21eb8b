# %% [markdown]
# # 09 · Delete
#
# **What if I delete twice?**
#
# 30 minutes. You need lessons 00 to 08.
#
# After this lesson you can
#
# - say what a second `DELETE` answers and what it changes, and prove both,
# - write a program that deletes, and can tell "gone", "was not there" and "refused".

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
# 1. Why is `PUT` called *idempotent*?
# 2. Which label does a merge patch carry, and what does a `null` in it do?
#
# <details>
# <summary>Answers</summary>
#
# 1. It replaces the whole, so sending it again leaves the same state on the server.
# 2. `Content-Type: application/merge-patch+json`; a `null` removes the field.
#
# </details>

# %% [markdown]
# ## Remove one
#
# This lesson needs many messages to throw away. Here is a function that creates one and
# gives back its URL:

# %%
from urllib.parse import urljoin

note = {"from": "+15017122661", "to": "+15558675310", "body": "A note for a day."}


def new_message():
    created = requests.post(f"{api.url}/messages", json=note)
    return urljoin(created.url, created.headers["Location"])


# %% [markdown]
# **Address** one message, and **ask** with `DELETE`. There is nothing to **describe**.
# You know the status from lesson 01. **Predict:** which header fields that you saw in
# other responses are missing in this one?

# %%
url = new_message()
before = len(requests.get(f"{api.url}/messages").json())
show(requests.delete(url))

# %% [markdown]
# `204 No Content`: it is done, and there is nothing to tell. There is no content, so
# there is no `Content-Type` and no `Content-Length` either.
#
# **Predict** two things: what does a `GET` of this URL say now, and how long is the
# list of all messages?

# %%
print(requests.get(url).status_code)
print(before, "before,", len(requests.get(f"{api.url}/messages").json()), "now")

# %% [markdown]
# Nothing lives there any more, and the list is one shorter.
#
# ## Delete twice
#
# Now send the same `DELETE` to the same URL once more. **Predict** its status, and
# write it in the place of the dots:

# %%
predict("second_delete", ...)  # a status code, such as 200

# %%
second = requests.delete(url)
show(second)
compare("second_delete", second.status_code)

# %% [markdown]
# `404 Not Found`: there was nothing left to delete, and the server says so. So two
# equal requests got two different answers. Lesson 07 called `PUT` idempotent, since
# sending it again leaves the same state. Can that be said of `DELETE`?
#
# **Predict:** a new message is deleted twice. Is the list after the second `DELETE`
# different from the list after the first?

# %% tags=["M1"]
url = new_message()
first = requests.delete(url)
between = requests.get(f"{api.url}/messages").text
second = requests.delete(url)
print("answers:", first.status_code, second.status_code)
print("same list:", requests.get(f"{api.url}/messages").text == between)

# %% [markdown]
# Two answers, one list. **Idempotent** speaks about the *state on the server*: the
# second request leaves it as the first one did. It does not promise the same answer.
#
# Does that hold for five? Remember that `api.state()` is a fingerprint of all messages.
# **Predict:** is the fingerprint after five `DELETE`s equal to the one after the first?

# %%
predict("five_deletes", ...)  # True or False

# %% tags=["M2"]
url = new_message()
statuses = [requests.delete(url).status_code]
once = api.state()
statuses += [requests.delete(url).status_code for _ in range(4)]
print("answers:", statuses)
print("same fingerprint after 1 and after 5:", api.state() == once)
compare("five_deletes", api.state() == once)

# %% [markdown]
# A `404` four times, and each of them changed nothing. So `DELETE` is idempotent.
#
# This is worth a lot when an answer gets lost on its way to you. Just send the `DELETE`
# again: in the end the message is gone, whichever of the two did it. If this time the
# answer is `404`, that is no disaster: what you wanted is so.
#
# ## Nothing to read
#
# So far, most calls that worked brought JSON. **Predict:** what does `.json()` make of
# a `204`: the deleted message, `None`, or something else?

# %% tags=["M14"]
url = new_message()
gone = requests.delete(url)
print(gone.status_code, gone.ok, len(gone.content), "bytes")
try:
    print(gone.json())
except requests.JSONDecodeError as error:
    print(type(error).__name__)

# %% [markdown]
# A success, zero bytes of content, and an error in Python: an empty text is no JSON.
# Without `try`, your program would stop here, *after* the message was deleted.
#
# So **check** the status before you **use** the content. **Predict:** which of these
# two answers has JSON in it, the success or the refusal?

# %%
url = new_message()
for answer in requests.delete(url), requests.delete(url):
    if answer.status_code == 204:
        print("deleted, nothing to read")
    else:
        print(answer.status_code, answer.json()["detail"])

# %% [markdown]
# ## The whole collection
#
# **Predict:** you send `DELETE` to `/messages`. Is everything gone?

# %%
held = api.state()
refused = requests.delete(f"{api.url}/messages")
show(refused)
print("nothing changed:", api.state() == held)
try:
    refused.raise_for_status()
except requests.HTTPError as error:
    print(type(error).__name__)

# %% [markdown]
# `405 Method Not Allowed`. The collection is there, but it has no `DELETE`; `Allow`
# lists what it has. Nothing was deleted, and a program that does not check would never
# know. `raise_for_status()` makes it stop: with any status of 400 or above it raises an
# `HTTPError`.
#
# ## An id is never used again
#
# From lesson 07 you know that `PUT` creates where nothing ever was. **Predict:** what
# does `PUT` do where something *was*? And what id does the next `POST` get: the one
# that is free now, or a higher one?

# %%
url = new_message()
requests.delete(url)
show(requests.put(url, json=note))
print("deleted:", url)
print("the next one:", new_message())

# %% [markdown]
# `409 Conflict`: the request is fine, but it does not fit the state of the server. The
# next `POST` gets a higher id. So a URL that somebody wrote down never leads to another
# message by surprise: it leads to the same one, or to a `404`.
#
# ## Other ways to disappear
#
# A `DELETE` can not be taken back. Often people want less than that. To **redact** is
# to remove the words and keep the fact that there was a message. With a merge patch:

# %%
merge = {"Content-Type": "application/merge-patch+json"}
kept = new_message()
show(requests.patch(kept, json={"body": ""}, headers=merge))

# %% [markdown]
# The body is empty; all else is still there. A **soft delete** removes nothing: it only
# marks. Here the mark is a tag, added to the two that message 3 has already. (The name
# `deleted` is our own choice.) **Predict:** does the server still list message 3?

# %%
sale = f"{api.url}/messages/3"
show(requests.patch(sale, json={"tags": {"deleted": "yes"}}, headers=merge))
listed = requests.get(f"{api.url}/messages").json()
print(3 in [each["id"] for each in listed])
unmarked = [each for each in listed if "deleted" not in each.get("tags", {})]
print(3 in [each["id"] for each in unmarked])

# %% [markdown]
# Listed as before: the server does not know what your mark means. Every program that
# reads the list has to leave out what is marked, as the last two lines do. In return,
# nothing is lost, and a `null` takes the mark away again, as in lesson 08.
#
# | way | what is left |
# |---|---|
# | `DELETE` | nothing; the id stays unused |
# | redact | the message without its words |
# | soft delete | everything, and a mark |
#
# ## Exercises
#
# **Exercise 1.** Predict, do not run: message **4** is there. You send `DELETE`, then
# `GET`, then `DELETE` again, all to its URL. Write the three status codes.

# %% name="delete_codes" tags=["exercise"]
codes = [..., ..., ...]

# %%
check("delete_codes", codes)

# %% [markdown]
# **Exercise 2.** Put these lines into an order that deletes every message from one
# sender. One line does not belong: leave it out. Copy the blanks at the beginning of a
# line, too: they say that it is inside the loop. (The check runs your lines, with a
# `sender` of its own who has three messages.)
#
#     "    requests.delete(url)",
#     "for message in sent.json():",
#     "    number = message['id']",
#     "requests.delete(f'{api.url}/messages', params={'from': sender})",
#     "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
#     "    url = f'{api.url}/messages/{number}'",

# %% name="sender_loop" tags=["exercise"]
loop_lines = [
    ...,
]

# %%
check("sender_loop", loop_lines)

# %% [markdown]
# **Exercise 3.** Do not delete message **2**: mark it, with a merge patch, by a tag
# `deleted` that says `yes`. Keep all else. Keep the response.

# %% name="soft_delete" tags=["exercise"]
marked = ...

# %%
check("soft_delete", marked)

# %% [markdown]
# **Exercise 4.** Write a function, `def delete_if_there(url):`, in the place of the
# line below. It deletes what lives at `url`. It gives back `True` if something was
# deleted and `False` if nothing was there. Any other refusal is neither: then it raises
# an error; `response.raise_for_status()` does that. (The check calls your function,
# with URLs of its own.)

# %% name="delete_if_there" tags=["exercise"]
delete_if_there = ...

# %%
check("delete_if_there", delete_if_there)

# %% [markdown]
# ## Quiz
#
# 1. The first `DELETE` of a message says 204, the second 404. Is `DELETE` idempotent?
#    **a** no, since the second one is a 404 ·
#    **b** only on a server that says 204 twice ·
#    **c** yes, since the second one changes nothing more
# 2. You send an idempotent request twice, and nobody else sends any. What is sure to be
#    the same after the second as after the first?
#    **a** the state on the server · **b** the answer that you get · **c** both
# 3. A `DELETE` was answered 204. What does `.json()` do?
#    **a** gives back the deleted message · **b** raises an error ·
#    **c** gives back `{}`

# %% name="quiz_delete" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_delete", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio answers the `DELETE` of a message with 204, too. To redact one, you `POST` an
# empty `Body` to it. The standard (RFC 9110) leaves a server more choices: 200 with
# some content, or 202 for "later"; and instead of 404, a 410 can say "gone for good". A
# server may even say 204 to the second `DELETE`: that is idempotent as well, since the
# state is what counts.
#
# ## Key points
#
# - `DELETE` answers 204 without content; then the URL is a 404, for `GET` and `DELETE`.
# - Idempotent is about the state on the server after the request, not about the answer.
# - Check the status before you use the content: a 204 has none.
#
# **Next:** [10 · Promises](10_promises.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** remove one 3, twice 6, nothing to read 3, collection and ids 3, other
#   ways 3, exercises and quiz 12.
# - **Likely errors:**
#   - `delete_if_there` prints `True` → `return` gives it back; the check sees nothing
#     else.
#   - `return response.ok` → that makes `False` of every refusal. Only one status says
#     that nothing was there.
#   - `raise_for_status()` before the 404 was looked at → a 404 is an answer here, so
#     ask for it first.
#   - `json=` without the label of a merge patch: `415` → `headers=`, as in lesson 08.
# - **Discuss:** would you rather have 404 or 204 for the second `DELETE`? Who needs to
#   know the difference?
# - **Short version:** delete twice, nothing to read, exercises 1 and 4: 16 minutes.
#
# </details>
