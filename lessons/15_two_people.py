# %% [markdown]
# # 15 · Two people
#
# **Who wins when two edit at once?**
#
# 40 minutes. You need lessons 00 to 14.
#
# After this lesson you can
#
# - show on the wire how an edit gets lost although every answer says 200,
# - write a program that changes a message and overwrites nobody else's edit.

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
# 1. You want to change one thing in a message with `PUT`. Which three steps keep all
#    the rest?
# 2. What does an `ETag` name, and what does a `GET` with `If-None-Match` ask for?
#
# <details>
# <summary>Answers</summary>
#
# 1. Read the whole message, change your copy, write the whole copy back.
# 2. Exactly the bytes that came. The `GET` asks: "send it only if it is *not* this one
#    any more"; else the answer is `304`, without content.
#
# </details>
#
# ## An accident
#
# Nora and Omar look after the same message, and each has a program of their own. Both
# read it:

# %%
api.reset()
url = f"{api.url}/messages/6"
nora, omar = requests.get(url), requests.get(url)
print(nora.json() == omar.json())
print(nora.json()["body"])

# %% [markdown]
# Both have the same copy. The ship is late, so Nora changes the hour: she **describes**
# the whole message, with another body, and writes it back.

# %%
later = nora.json() | {"body": "Landing at ten. No biscuits?"}
show(requests.put(url, json=later))

# %% [markdown]
# That worked. Omar has not seen it: his copy is still the one that he read. He wants to
# add a tag, and leaves the body alone. **Predict:** after his `PUT`, does the message
# say nine or ten?

# %%
predict("hour_after_both", ...)  # "nine" or "ten"

# %%
crew = {"tags": {"crew": "two"}}
show(requests.put(url, json=omar.json() | crew))
body = requests.get(url).json()["body"]
compare("hour_after_both", "ten" if "ten" in body else "nine")

# %% [markdown]
# Nine: Nora's edit has vanished. Look into Omar's request: the old body is in it,
# because he sent the whole of his copy, and `PUT` replaces the whole.
#
# This is called a **lost update**. Both did what lesson 07 told them: read, change,
# write. Both got `200`. Nobody was told, and nothing in the answers shows that anything
# went wrong.
#
# ## Only if it is still the same
#
# The server can not know what Omar has read, unless he tells it. You know the name of
# what he has read: its `ETag`. In lesson 14 a `GET` sent it back in `If-None-Match`. A
# change sends it in **`If-Match`**: *do this only if the message is still this one.*
#
# Both read again, from the start. Nora writes first, with her condition:

# %%
api.reset()
nora, omar = requests.get(url), requests.get(url)
known = {"If-Match": nora.headers["ETag"]}
show(requests.put(url, json=later, headers=known))
print("the same ETag now:", requests.get(url).headers["ETag"] == omar.headers["ETag"])

# %% [markdown]
# `200`: it was still the message that she had read. Now it is another one, so its
# `ETag` is another one, too. (The answer to the `PUT` does not tell the new one. A
# `GET` does.)
#
# **Predict:** Omar sends his whole copy, as before, but in `If-Match` he names what he
# has read. Is his tag stored? Is Nora's ten still there?

# %%
known = {"If-Match": omar.headers["ETag"]}
before = api.state()
show(requests.put(url, json=omar.json() | crew, headers=known))
print("nothing changed:", api.state() == before)
print(requests.get(url).json()["body"])

# %% [markdown]
# `412 Precondition Failed`. A **precondition** is what must hold before the work is
# done. His did not hold, so nothing was changed, and Nora's ten is still there.
#
# Omar's tag is not stored yet. But nothing is lost: a program that **checks** the
# status knows about it, and can do something.
#
# ## Read again, change again
#
# What shall Omar do? His copy is old, so he reads anew. Then he makes his change *in
# what came*, and writes with the `ETag` that came with it. Here his change is a
# function, so that it can be made more than once:


# %%
def add_crew(message):
    return message | crew


fresh = requests.get(url)
known = {"If-Match": fresh.headers["ETag"]}
show(requests.put(url, json=add_crew(fresh.json()), headers=known))

# %% [markdown]
# Ten o'clock, and a crew of two: the message has both edits now. To put two edits
# together is to **merge** them. That is simple here, since they fit together. If both
# had changed the hour, a program could not know who is right. It should ask a person.
#
# A short cut looks tempting: keep the old copy, and fetch only a new `ETag` for it.
# **Predict:** Omar sends the copy of his first `GET` with the newest `ETag`. Is it
# accepted, and what hour does the message say?

# %%
newest = {"If-Match": requests.get(url).headers["ETag"]}
print(requests.put(url, json=omar.json() | crew, headers=newest).status_code)
print(requests.get(url).json()["body"])

# %% [markdown]
# Accepted, and the accident is back. `If-Match` says "I know this version", and that
# was not true. The copy and its `ETag` must come from the same `GET`.
#
# ## One step
#
# Could Omar check by himself, without `If-Match`? He reads the message, and right
# before he writes he looks once more whether its `ETag` is the same. **Predict:** Nora
# writes between his look and his `PUT`. Is her ten there in the end?

# %%
api.reset()
omar = requests.get(url)
same = requests.get(url).headers["ETag"] == omar.headers["ETag"]
requests.put(url, json=later)  # Nora
if same:
    requests.put(url, json=omar.json() | crew)
print("it was the same:", same, "| now:", requests.get(url).json()["body"])

# %% [markdown]
# Lost again. However short the time between the look and the `PUT`, somebody may come
# between. Only the server can make one step of both. Does it? Test it with ten writers
# who do not wait for each other:


# %%
from concurrent.futures import ThreadPoolExecutor


def race(headers):
    def write(number):
        text = later | {"body": f"Writer {number} was here."}
        return requests.put(url, json=text, headers=headers).status_code

    with ThreadPoolExecutor(10) as ten:
        return sorted(ten.map(write, range(10)))


# %% [markdown]
# A **thread** is a part of a program that runs at the same time as its other parts.
# `ThreadPoolExecutor(10)` keeps ten of them, and `ten.map(write, range(10))` calls
# `write(0)` to `write(9)` in them. `race` gives back the ten statuses, sorted.
#
# All ten have read the same message. They race twice: first without a condition, then
# all with the `ETag` that they read. **Predict:** how many of the ten get `200` in the
# second race?

# %%
predict("winners_of_ten", ...)  # a number from 0 to 10

# %%
print("no condition:", race({}))
api.reset()
read = requests.get(url)
statuses = race({"If-Match": read.headers["ETag"]})
print("with If-Match:", statuses)
compare("winners_of_ten", statuses.count(200))

# %% [markdown]
# Without a condition there are ten times `200`, and only one text can be left: nine
# edits are lost. With `If-Match` exactly one writer gets through. The other nine know
# that they have to read again. Which one wins is chance.
#
# This is the rule of the server that does it, as it runs right now:

# %%
import inspect

from toy_api.selection.conditional import answer_change

print(inspect.getsource(answer_change))

# %% [markdown]
# All of it runs in a **transaction**: it is done whole or not at all, and nobody else
# writes meanwhile. The server takes the current `ETag`, makes the change
# (`app(request)`), and asks `verdict` whether the condition held. If not, it raises
# `Problem(412, ...)`, and the transaction takes the change back. It makes the change
# first so that it can tell a 404 or a 415 before a 412.
#
# ## No change without a condition
#
# All this helps only if *everybody* sends a condition. At `/careful/messages/6` lives
# the same message, under a stricter rule. **Predict:** Nora sends her `PUT` there
# without `If-Match`. Is anything changed?

# %%
api.reset()
careful, before = f"{api.url}/careful/messages/6", api.state()
show(requests.put(careful, json=later))
print("nothing changed:", api.state() == before)

# %% [markdown]
# `428 Precondition Required`: the condition is missing, and the server says what to do.
#
# Conditions are not for `PUT` alone: a `DELETE` can destroy an edit, too. **Predict**
# the three statuses of this `DELETE`: without a condition, with an `ETag` that is not
# the current one, and with the current one. (The double quotes belong to the `ETag`.)

# %%
print(requests.delete(careful).status_code)
print(requests.delete(careful, headers={"If-Match": '"0123456789ab"'}).status_code)
current = {"If-Match": requests.get(careful).headers["ETag"]}
print(requests.delete(careful, headers=current).status_code)
api.reset()  # the message comes back

# %% [markdown]
# No condition, `428`. One that does not hold, `412`. One that holds, and it is done.
#
# ## Only if nothing is there
#
# Two can also collide where nothing is yet: both choose the same new URL for their
# `PUT`, and the second one would replace the first. There is no `ETag` to name. Instead
# the condition is **`If-None-Match: *`**. The star stands for any version: *do this
# only if there is none.* **Predict:** whose message is there in the end?

# %%
place, only_new = f"{api.url}/messages/60", {"If-None-Match": "*"}
note = {"from": "+15017122661", "to": "+15558675310"}
for who in ["Nora", "Omar"]:
    mine = note | {"body": f"{who} was here first."}
    made = requests.put(place, json=mine, headers=only_new)
    print(who, made.status_code)
show(made)
print(requests.get(place).json()["body"])

# %% [markdown]
# Nora's: `201 Created` for her, and `412` for Omar. (In a second run it is there
# already: `412` for both.)
#
# | condition | the work is done only if | else |
# |---|---|---|
# | `If-None-Match: "an ETag"` on `GET` | it is *not* this one any more | `304` |
# | `If-Match: "an ETag"` on a change | it is still this one | `412` |
# | `If-None-Match: *` on `PUT` | nothing is there | `412` |
# | none, where one is demanded | | `428` |
#
# ## Exercises
#
# **Exercise 1.** Replay the accident, with message **4**. Two people read it. Both
# change something in what they have read, each another thing, and both `PUT` it back,
# without a condition. The first change shall vanish. Keep the responses to the two
# `PUT`s. (`api.reset()` brings message 4 back, so you can run the cell again.)

# %% name="lost_update" tags=["exercise"]
api.reset()
fourth = f"{api.url}/messages/4"
# Read and change here.

both = [..., ...]  # the first PUT, the second PUT

# %%
check("lost_update", both)

# %% [markdown]
# **Exercise 2.** Two people choose the same new place, `/messages/800`, each for a
# message of their own: with different words. Send both with `PUT`, so that whoever
# comes first gets the place and keeps it. Keep both responses.

# %% name="claim_a_place" tags=["exercise"]
api.reset()
claims = [..., ...]  # the first PUT, the second PUT

# %%
check("claim_a_place", claims)

# %% [markdown]
# **Exercise 3.** Write a function, `def edit(url, change):`, in the place of the line
# below. It reads the message at `url`, calls `change` with it (a function such as
# `add_crew`, which takes a message and gives back a changed copy), and writes what it
# gets back with `PUT` and `If-Match`. After a `412` it tries again, until it gets
# through. No other refusal is tried again. It gives back the response to its last
# `PUT`. (The check calls your function, and somebody comes between. Try it yourself
# first: `edit(f"{api.url}/messages/1", add_crew)`.)

# %% name="careful_edit" tags=["exercise"]
edit = ...

# %%
check("careful_edit", edit)

# %% [markdown]
# ## Quiz
#
# 1. Two people read a message. One `PUT`s it back with a new body, then the other
#    `PUT`s it back with new tags; both without a condition. What is stored?
#    **a** the new body and the new tags · **b** the old body and the new tags ·
#    **c** the new body, since the second `PUT` is refused
# 2. Your `PUT` with `If-Match` is answered `412`. What do you do?
#    **a** send the same request again · **b** send the same copy with a new `ETag` ·
#    **c** read, make the change in what came, send it with the `ETag` that came with it
# 3. A program looks whether the `ETag` is still the same, and then sends a `PUT`
#    without a condition. Can an edit get lost?
#    **a** yes, somebody may write in between · **b** no, it has checked ·
#    **c** no, the server refuses it

# %% name="quiz_two_people" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_two_people", letters)

# %% [markdown]
# ## With a partner, in class
#
# *Optional, 10 minutes, for two people in a class.* Have you joined one by `join`? Then
# two of you can share an account, and with it the messages and the log. Write these
# lines into empty cells; alone, you have nobody to share with. One of you begins, and
# tells the other one the code:
#
# ```python
# from lessons import share
#
# share()        # one of you: prints a code, such as 7Q2M
# share("7Q2M")  # the other one, with the code that was told
# api = start()  # then both
# ```
#
# Now replay the accident. One of you calls `api.reset()`, which is for both. Then both
# read, and nobody writes until both have read:
#
# ```python
# url = f"{api.url}/messages/6"
# mine = requests.get(url)
# print(mine.json()["body"])
# ```
#
# One of you takes Nora's change, the other one Omar's. Both write, Nora first.
# **Predict:** what do you both read afterwards?
#
# ```python
# change = {"body": "Landing at ten. No biscuits?"}  # Nora
# change = {"tags": {"crew": "two"}}                 # Omar
# print(requests.put(url, json=mine.json() | change).status_code)
# ```
#
# Then once more: a reset, both read, and both write at a sign, with the condition.
# Which of you two gets a `412`? Neither of you can tell beforehand.
#
# ```python
# known = {"If-Match": mine.headers["ETag"]}
# print(requests.put(url, json=mine.json() | change, headers=known).status_code)
# ```
#
# Who got the `412` reads again and writes again, by hand or with the `edit` of exercise
# 3. Both changes are there now, and `api.exchanges()` shows you both what each of you
# has sent. At the end, `share(None)` gives each of you their own messages back.
#
# ## What a real API does differently
#
# The idea is common, but it is not always in the header fields. The database CouchDB
# and the API of Kubernetes put a version into the content, `_rev` and
# `resourceVersion`. You send back the one that you have read, and an old one is
# answered `409 Conflict`. Other APIs check nothing at all: there the last writer wins.
# The documentation tells, or a test with two `PUT`s of one old copy.
#
# ## Key points
#
# - Lost update: two read the same, both write, the first edit vanishes. Both get 200.
# - `If-Match` with the `ETag` of your own `GET`: do it only if it is still this one.
#   Else `412`, and nothing is changed.
# - After a `412`: read again, make the change in what came, try again.
# - The server checks and writes in one step. A client can not do that.
# - `If-None-Match: *` on a `PUT` creates, and never replaces. `428`: a condition is
#   demanded.
#
# **Next:** [16 · Unreliable network](16_unreliable_network.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** look back and accident 7, only if it is still the same 5, read again 5,
#   one step 6, missing condition and new place 4, exercises and quiz 13.
# - **Likely errors:**
#   - exercise 1: nothing vanishes → the second copy was read after the first `PUT`.
#     First both read, then both write.
#   - the star in quotes of its own, `'"*"'`: the `PUT` replaces → that is an `ETag`
#     like any other: the star alone stands for any version.
#   - `edit` reads once, before its loop → the same `412` forever, or an old copy with a
#     new `ETag`: read in each turn.
# - **Discuss:** your `PUT` with `If-Match` gets no answer. You send it again, and it is
#   a `412`. Who came between? (Perhaps you yourself: the first one had arrived.) ·
#   Would a merge patch with the tag alone have saved Nora's ten? And if both patch the
#   hour?
# - **Short version:** the accident, `If-Match`, read again, exercises 1 and 3: 23
#   minutes.
#
# </details>
