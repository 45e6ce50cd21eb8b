# %% [markdown]
# # 08 · Patch
#
# **How do I change one field only?**
#
# 35 minutes. You need lessons 00 to 07.
#
# After this lesson you can
#
# - change or remove one field with `PATCH`, and keep all the others,
# - tell two kinds of patch apart, and say what each leaves when it is sent twice.

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
# 1. A `POST` creates a message. Which header field of the answer says where it lives?
# 2. A message has tags. You `PUT` it with `from`, `to` and `body`. What happens to the
#    tags, and what must you do to keep them?
#
# <details>
# <summary>Answers</summary>
#
# 1. `Location`, beside the status `201 Created`.
# 2. They are gone: `PUT` replaces the whole. To keep them, read the message, change
#    what you have read, and write all of it back.
#
# </details>

# %% [markdown]
# ## One field
#
# Here is a message to work on. It has two tags: names and texts for its author's own
# use.

# %%
from urllib.parse import urljoin

offer = {"from": "+14158141829", "to": "+15558675310", "body": "Ten percent off."}
offer["tags"] = {"season": "spring", "shop": "hangar"}
created = requests.post(f"{api.url}/messages", json=offer)
url = urljoin(created.url, created.headers["Location"])
print(created.status_code, list(created.json()))

# %% [markdown]
# You want another body. With `PUT` you would send all of the message. `PATCH` takes
# something smaller: a **patch**, which describes only the change.
#
# The simplest kind is the **merge patch**: an object with the fields that shall be
# different. It is written in JSON, but it is no message, so it has a label of its own.
# **Address** the message, **ask** with `PATCH`, **describe** the change and label it.
#
# **Predict:** what comes back, only the body or the whole message? Which fields differ
# from those of the message that you created?

# %%
merge = {"Content-Type": "application/merge-patch+json"}
patched = requests.patch(url, json={"body": "Twenty percent off."}, headers=merge)
show(patched)
before, after = created.json(), patched.json()
print("changed:", [name for name in after if after[name] != before[name]])

# %% [markdown]
# `headers=merge` puts your label in the place of the one that `json=` would write.
#
# The answer is the whole message, as it is now: **check** its status, and **use** it.
# The body changed, because you sent it, and `updated`, which the server sets. All else
# was kept: both phone numbers, the tags, and the time of creation.
#
# In lesson 01 you redacted a message with `PUT`, and had to send all of it. Here the
# same takes one field. **Predict:** you send this patch twice. Does the second one
# change anything that is stored?

# %%
redacted = requests.patch(url, json={"body": ""}, headers=merge)
once = api.state()
requests.patch(url, json={"body": ""}, headers=merge)
print(repr(redacted.json()["body"]), api.state() == once)

# %% [markdown]
# The body is empty, and the second patch left the stored messages as they were. Is that
# so with every patch? You are going to test it.

# %% [markdown]
# ## Left out, or null
#
# How do you take a field away? There are two candidates: the patch `{}`, which leaves
# everything out, and a patch that sends `None` for the tags. JSON has another word for
# Python's `None`: it is `null` on the wire.
#
# Below, both are sent: first `{}`, then `{"tags": None}`. **Predict** for each of them:
# are there tags after it?

# %%
# Put a list of two in the place of the dots, such as [True, True].
predict("tags_still_there", ...)

# %% tags=["M7"]
requests.patch(url, json={"tags": offer["tags"]}, headers=merge)
kept = []
for patch in ({}, {"tags": None}):
    response = requests.patch(url, json=patch, headers=merge)
    kept.append("tags" in response.json())
    print(response.request.body, "tags still there:", kept[-1])
compare("tags_still_there", kept)

# %% [markdown]
# What is left out of a merge patch is kept. What is `null` is removed. With `PUT`,
# an optional field that you leave out is removed.
#
# A merge patch also reaches inside an object. **Predict:** the tags are put back, and
# then this patch is sent. Which tags are left?

# %%
requests.patch(url, json={"tags": offer["tags"]}, headers=merge)
show(requests.patch(url, json={"tags": {"season": None}}, headers=merge))

# %% [markdown]
# One tag was removed, its neighbour was kept. The patch has the shape of the message:
# an object `tags`, and in it the one name that shall be different.

# %% [markdown]
# ## What is refused
#
# Tags are optional, but a message without `to` makes no sense. **Predict:** this patch
# has one good field and one bad. Does the good one get through?

# %%
stored = api.state()
refused = requests.patch(url, json={"body": "Sold out.", "to": None}, headers=merge)
show(refused)
print("nothing changed:", api.state() == stored)

# %% [markdown]
# `422`: the server checks the whole message that the patch would make. If that is not
# valid, it applies no part of the patch, not even the good one.
#
# **Predict:** you send a patch with the label that `json=` writes. What is the status?

# %%
show(requests.patch(url, json={"body": "Hello"}))

# %% [markdown]
# `415 Unsupported Media Type`. "This is JSON" does not say enough: is it a whole
# message or a change, and how is the change written? The field `Accept-Patch` names the
# labels that this resource takes with a `PATCH`. There are two.

# %% [markdown]
# ## A list of operations
#
# Why a second kind? Besides tags, a message may have `media`, a list of web addresses.
# **Predict:** two merge patches, one with each address. What is in the list then?

# %%
ship, bay = "https://img.example/ship.png", "https://img.example/bay.png"
requests.patch(url, json={"media": [ship]}, headers=merge)
response = requests.patch(url, json={"media": [bay]}, headers=merge)
print(response.json()["media"])

# %% [markdown]
# Only the second. A merge patch reaches into an object, but it replaces a list as a
# whole. It cannot say "append one".
#
# A **JSON Patch** can. It is a list of operations, done one after the other. Each has
# an `op`, which says what to do, and a `path`, which says where: `/media/-` means
# in `media`, behind the last entry.

# %%
json_patch = {"Content-Type": "application/json-patch+json"}
append = [{"op": "add", "path": "/media/-", "value": ship}]
show(requests.patch(url, json=append, headers=json_patch))

# %% [markdown]
# The first entry was kept, and the list is longer by one.
#
# Below, the list is emptied. Then `append` is sent twice, and after that a merge patch
# twice. **Predict:** how many entries are in the list after the second `append`?

# %%
# Put a number in the place of the dots.
predict("entries_after_two_appends", ...)

# %% tags=["M6"]
requests.patch(url, json={"media": []}, headers=merge)
for turn in ("append, once: ", "append, twice:"):
    appended = requests.patch(url, json=append, headers=json_patch).json()["media"]
    print(turn, len(appended))
for turn in ("merge, once:  ", "merge, twice: "):
    merged = requests.patch(url, json={"media": [ship]}, headers=merge).json()["media"]
    print(turn, len(merged))
compare("entries_after_two_appends", len(appended))

# %% [markdown]
# The same append twice made two entries, so this patch is *not* idempotent. The merge
# patch twice left one entry: once or twice, the result is the same.
#
# "Let it be so" can be repeated; "add one more" cannot. The method `PATCH` promises
# nothing here. It depends on the patch.
#
# | | merge patch | JSON Patch |
# |---|---|---|
# | label | `application/merge-patch+json` | `application/json-patch+json` |
# | written as | an object, shaped like the message | a list of operations |
# | says | how it shall be | what to do |
# | sent twice | leaves one state | may do it twice |

# %% [markdown]
# ## Exercises
#
# **Exercise 1.** Give message **3** another body, in your own words, with the smallest
# merge patch that does it. Keep the response.

# %% name="smallest_patch" tags=["exercise"]
reworded = ...

# %%
check("smallest_patch", reworded)

# %% [markdown]
# **Exercise 2.** Message **3** has two tags; read them first. Then remove the one named
# `message_type`, keep the other, and change nothing else. Keep the response.

# %% name="one_tag_less" tags=["exercise"]
one_tag_less = ...

# %%
check("one_tag_less", one_tag_less)

# %% [markdown]
# **Exercise 3.** `PUT` or `PATCH`? Write the method that fits behind each story.

# %% name="put_or_patch" tags=["exercise"]
stories = {
    "You know the new body, and send nothing but that": ...,
    "You send a whole message, to take the place of the old one": ...,
    "One tag shall go; you never read what else there is": ...,
    "What you do not send shall be gone afterwards": ...,
    "Nothing was ever at /messages/500; create the message there": ...,
    "One more picture, behind those that are there already": ...,
}

# %%
check("put_or_patch", stories)

# %% [markdown]
# **Exercise 4.** Message **5** has no `media` yet, and where no list is, nothing can be
# appended. Give it an empty list by merge patch. Then append `ship` and `bay`, in this
# order, with *one* JSON Patch. Keep the response to this second call.

# %% name="two_at_once" tags=["exercise"]
# Give message 5 its empty list here.
longer = ...

# %%
check("two_at_once", longer)

# %% [markdown]
# ## Quiz
#
# 1. You send the same `PATCH` twice. Is the stored message as it was after the first?
#    **a** yes, always · **b** no, never · **c** that depends on the patch
# 2. Which merge patch removes the tags of a message?
#    **a** `{}` · **b** `{"tags": null}` · **c** `{"body": ""}`
# 3. A message has tags. You send a new `body`, without tags: by `PUT` with `from` and
#    `to`, or by a merge patch alone. Which one keeps the tags?
#    **a** only the patch · **b** both · **c** neither

# %% name="quiz_patch" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_patch", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio has no `PATCH` for its messages: it updates with `POST`, form-encoded, and you
# redact a message by posting `Body=""`. Some APIs take a `PATCH` that is labelled as
# plain `application/json`; then their documentation has to tell what `null` means and
# what happens to lists. Some answer with `204` and no content. Look it up before you
# send the first patch.
#
# ## Key points
#
# - `PATCH` sends a change, not the whole, and labels it as the kind of patch it is.
# - Merge patch: what is left out is kept, what is `null` is removed, and a list is
#   replaced as a whole.
# - JSON Patch: a list of operations. Sent twice, it may do its work twice, so do not
#   rely on `PATCH` to be idempotent.
#
# **Next:** [09 · Delete](09_delete.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** look back and one field 7, left out or null 5, what is refused 4, a
#   list of operations 6, exercises and quiz 13.
# - **Likely errors:**
#   - no `headers=merge`: `415` → the label says which kind of patch it is.
#   - `{"message_type": None}`: `200`, and nothing changes → the tag is inside of
#     `tags`: `{"tags": {"message_type": None}}`.
#   - an operation without the list around it → a JSON Patch is a list, even of one
#     operation.
#   - exercise 4 without the empty list: `409` → where no list is, nothing can be
#     appended: first the merge patch.
# - **Discuss:** a `PATCH` got no answer. May your program send it again? What would you
#   have to know about the patch?
# - **Short version:** one field, left out or null, the two appends, exercise 2: 18
#   minutes.
#
# </details>
