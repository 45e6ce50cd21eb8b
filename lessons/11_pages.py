# %% [markdown]
# # 11 · Pages
#
# **What if the list does not fit?**
#
# 45 minutes. You need lessons 00 to 10.
#
# After this lesson you can
#
# - collect a long list page by page, by its links, and stop at the right moment,
# - foresee which message is missed or seen twice when the list changes meanwhile.

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
# 1. You look for a text that no message contains. What is the status of the answer, and
#    what is its content?
# 2. A response says `Location: /messages/7`. How do you make a whole URL of it?
#
# <details>
# <summary>Answers</summary>
#
# 1. `200` and `[]`, an empty list. The collection is there, only no member matches.
# 2. `urljoin(answer.url, answer.headers["Location"])`: it joins the URL that you
#    called with the path in the answer.
#
# </details>
#
# ## A long list
#
# Six messages are easy to list. This cell begins anew and adds 54 more:

# %%
api.reset()
for number in range(54):
    crate = {"from": "+15558675310", "to": "+15017122661", "body": f"Crate {number}"}
    requests.post(f"{api.url}/messages", json=crate)

# %% [markdown]
# Now there are 60. You `GET` `/messages`, as in lesson 03. Are all 60 in the answer?

# %%
predict("first_answer", ...)  # "all", "fewer" or "none"

# %%
page = requests.get(f"{api.url}/messages")
print(page.status_code, len(page.json()), "messages")
print("the last one:", page.json()[-1]["id"])
compare("first_answer", "fewer" if len(page.json()) < 60 else "all")

# %% [markdown]
# Fifty, and a `200 OK`. No error, and no word about the other ten in the content. A
# long list comes in parts, and such a part is called a **page**. A program that does
# not know this takes a part for the whole.
#
# **Predict:** the content does not say that there is more. Where else could the answer
# say it? `HEAD`, from lesson 10, shows the place:

# %%
show(requests.head(f"{api.url}/messages"))

# %% [markdown]
# The field `Link` holds two links. Each is a URL between `<` and `>`, and a word that
# says what you find there: `rel`, for *relation*. `next` is the page after this one,
# and `first` is the first page.
#
# You need not take this text apart: `requests` has done it. `response.links` is a
# dictionary of dictionaries. The relation leads to its link, and `["url"]` is the URL
# in it. This URL is relative, as `Location` was in lesson 06: `urljoin` makes it whole.
#
# **Predict:** how many messages are on the next page, and does that page have a `next`?

# %%
from urllib.parse import urljoin

print(page.links["next"])
second = requests.get(urljoin(page.url, page.links["next"]["url"]))
print(len(second.json()), "messages, links:", list(second.links))

# %% [markdown]
# The other ten. `prev` leads back to the page before. There is no `next`, and that is
# the sign: this was the last page.
#
# ## Smaller pages
#
# The parameter `limit` says how many messages you want on a page at most. It can be
# sent together with a filter. **Predict:** the URL of the next page: does it hold your
# filter, too?

# %%
ship = {"from": "+15017122661", "limit": 2}
show(requests.get(f"{api.url}/messages", params=ship))

# %% [markdown]
# It holds all that is needed: the filter, with the `+` encoded, the limit, and
# `after=4`. Message 4 is the last one on this page. So `after` is the server's way to
# say where the next page begins.
#
# Could you have built this URL yourself? Many a program guesses: it counts the pages,
# or it asks for one very large page. **Predict:** what becomes of these two?

# %%
for query in ["page=2", "limit=1000"]:
    guess = requests.get(f"{api.url}/messages?{query}")
    print(guess.status_code, guess.json()["detail"])

# %% [markdown]
# The first guess names a parameter that is unknown here. The second asks for more than
# the server gives at once. The server does not quietly send less than you asked for: it
# says what is allowed, and what to do.
#
# So do not build the URL of the next page: **use** the link. Then you need not know how
# this server names its parameters, and your program works on when it renames them.
#
# ## All of it
#
# One page leads to the next, so this is work for a loop. You do not know beforehand how
# often it has to run. `while True:` repeats without end, and `break` leaves the loop.
#
# **Predict:** 60 messages, at most 20 on a page. How many calls does it take? Is there
# room left on the last page?

# %%
url, found = f"{api.url}/messages?limit=20", []
while True:
    page = requests.get(url)
    found += page.json()
    print(page.request.path_url, "then", len(found), "found")
    if "next" not in page.links:
        break
    url = urljoin(page.url, page.links["next"]["url"])

# %% [markdown]
# Three calls, and the last page is as full as the others. (`found += ...` appends all
# members of the page to the list.) This is the **stop condition**: no `next`, no
# further call. There are other conditions that people try. "Until a page is not full"
# does not fit here: the third page *was* full. "Until a 404 comes" is another one.
#
# **Predict:** what is the status of a page that begins far behind the end of the list?
# And which links has a list that fits on one page, such as the messages about tea?

# %%
beyond = requests.get(f"{api.url}/messages?after=1000")
print(beyond.status_code, beyond.json(), list(beyond.links))
only = requests.get(f"{api.url}/messages", params={"q": "tea"})
print(only.status_code, len(only.json()), "messages", list(only.links))

# %% [markdown]
# `200` and an empty list, as for a filter that nothing matches. There is no `404` even
# behind the end, so a loop that waits for one goes on and on.
#
# Where all fits on one page, there are no links. So `"next" not in page.links` is true
# here as well, and the same loop stops after one call.
#
# ## While you read
#
# Between two pages time passes, and others may use the API, too. Two small functions
# help to look into this: the ids on a page, and a `GET` of the page after it.
#
# You also need a second way to say where a page begins. `offset=3` means "leave out the
# first three", and the links go on in the same way. **Predict:** six messages, three on
# a page. Which ids are on each?


# %%
def ids(page):
    return [message["id"] for message in page.json()]


def next_of(page):
    return requests.get(urljoin(page.url, page.links["next"]["url"]))


api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=3")
print(ids(one), "then", one.links["next"]["url"], "then", ids(next_of(one)))

# %% [markdown]
# The second page leaves out three. Now the same again, but after the first page was
# read, somebody deletes message 1. Then your program follows `next`. Which ids are on
# the second page?

# %%
predict("second_page", ...)  # a list of ids, such as [1, 2]

# %% tags=["M27"]
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=3")
requests.delete(f"{api.url}/messages/1")
two = next_of(one)
print(ids(one), "then", ids(two))
print("message 4:", requests.get(f"{api.url}/messages/4").status_code)
compare("second_page", ids(two))

# %% [markdown]
# Message 4 is on neither page, and yet it is there: `200`. The pages are no photograph
# of the list. The server cuts each page out of the list *as it is at that moment*.
# After the `DELETE`, the list is 2, 3, 4, 5, 6. Leave out the first three, and you
# begin at 5. Message 4 has moved up to the part that you had read already.
#
# This is called **drift**: the list moves below the reader. No status and no error
# tells of it. **Predict:** the same story with pages that go on by `after`. Which ids
# are on the second page?

# %%
api.reset()
one = requests.get(f"{api.url}/messages?limit=3")
requests.delete(f"{api.url}/messages/1")
print(one.links["next"]["url"])
print(ids(one), "then", ids(next_of(one)))

# %% [markdown]
# Nothing is missed. `after=3` does not count. It names a place: behind message 3. What
# happens before this place does not move it. A value that marks a place in a list is
# called a **cursor**.
#
# A list can grow in front, too. This one holds the messages with "tea" in them: 2, 4
# and 5. Then a merge patch puts tea into message 1, so the list is 1, 2, 4, 5.
# **Predict** the second page, first with an offset, then with a cursor:

# %%
merge = {"Content-Type": "application/merge-patch+json"}
for query in ["q=tea&limit=2&offset=0", "q=tea&limit=2"]:
    api.reset()
    one = requests.get(f"{api.url}/messages?{query}")
    requests.patch(f"{api.url}/messages/1", json={"body": "More tea"}, headers=merge)
    print(ids(one), "then", ids(next_of(one)))

# %% [markdown]
# With the offset, message 4 comes twice: it was pushed from the first page to the
# second. With the cursor it comes once.
#
# Look for message 1, too: it is on none of these pages. It came into the list behind
# the reader's back. So a cursor makes no photograph, either. It only keeps the place
# where you are, and what was in the list all the time comes exactly once.
#
# | between two pages | by offset | by cursor |
# |---|---|---|
# | one that you have read goes away | another one is missed | nothing is missed |
# | one comes in before your place | another one comes twice | nothing comes twice |
#
# This is the function of the server that turns the pages:

# %%
import inspect

from toy_api.selection.pagination import turn

print(inspect.getsource(turn))

# %% [markdown]
# Here, `page` is what was asked for, and `ids` is a list of what was found. You need
# not understand each line. Look for `following`: so the `next` page begins. With an
# offset it is `{"offset": start + limit}`: a number that is counted. In the last branch
# it is `{"after": shown[-1]}`: the last id that was shown. `if goes_on` stands behind
# both: there is a `next` only if more was found than fits.
#
# ## Exercises
#
# **Exercise 1.** These lines collect a whole list in `found`. They have lost their
# order, and two of them do not belong. Put the others into order. Copy the blanks at
# the beginning of a line, too. (`requests` and `urljoin` are there. The check runs your
# lines, and before that it gives `url` a value: a first page, with a limit of its own.)
#
#     '    url = page.links["next"]["url"]',
#     '    if "next" not in page.links:',
#     "    found += page.json()",
#     "found = []",
#     '    url = urljoin(page.url, page.links["next"]["url"])',
#     "while True:",
#     "    if not page.json():",
#     "        break",
#     "    page = requests.get(url)",

# %% name="page_loop" tags=["exercise"]
my_lines = [
    ...,
]

# %%
check("page_loop", my_lines)

# %% [markdown]
# **Exercise 2.** Write a function, `def collect(url):`, in the place of the line below.
# It gives back a list of all messages: those of the page at `url`, and of all pages
# after it. Each page is read once, and no call is made in vain. Where the server
# refuses, the function raises an error; `page.raise_for_status()` does that.
#
# The check calls your function with different URLs, and looks at what reaches the
# server. (A cell that does not come to an end? Then its loop has no way out. Stop it
# with the button ■ above.)

# %% name="collect_all" tags=["exercise"]
collect = ...

# %%
check("collect_all", collect)

# %% [markdown]
# **Exercise 3.** Make a program miss message **5**. Begin with `api.reset()`, read a
# page of the whole list by `offset`, change something, and read the page after it. You
# choose the `limit` and the change. Message 5 itself stays as it is, and is on neither
# page.
#
# Keep three responses: the two pages, and then a `GET` of message 5, which proves that
# it is there.

# %% name="missed_five" tags=["exercise"]
api.reset()

drift = [..., ..., ...]

# %%
check("missed_five", drift)

# %% [markdown]
# ## Quiz
#
# 1. You ask for a page that begins behind the end of the list. What comes?
#    **a** 404 · **b** the last page once more · **c** 200 and an empty list
# 2. You read a page by offset: 1, 2, 3. Somebody deletes message 2, and you follow
#    `next`. What do you find on the second page?
#    **a** it begins at 4, as it would have before · **b** it begins at 5, and 4 is
#    missed · **c** it begins at 3, which comes twice
# 3. When does a loop over pages stop?
#    **a** when a page has no `next` · **b** when a page is not full ·
#    **c** when it has counted enough pages

# %% name="quiz_pages" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_pages", letters)

# %% [markdown]
# ## What a real API does differently
#
# GitHub's API has a `Link` field, too; its URLs are whole, and `urljoin` leaves them as
# they are. Twilio puts the way on into the content: `next_page_uri`, a relative URL.
# Stripe gives you no URL: `has_more` says that there is more, and you send the id of
# the last member as `starting_after`. There you build the next call yourself, as the
# documentation of Stripe says.
#
# Many lists begin with the newest member. There, whatever is created comes in *before*
# your place, and a page by offset drifts with each of them.
#
# ## Key points
#
# - A `200` may bring only a part of a list. `Link` leads on: `response.links["next"]`.
# - Follow the link with `urljoin`, do not build it. Stop where there is no `next`.
# - Pages are no snapshot. By offset, a change makes you miss a member, or see one
#   twice; a cursor keeps your place.
#
# **Next:** [12 · Who are you, and may you?](12_who_are_you.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** look back and a long list 7, smaller pages 4, all of it 6, while you
#   read 10, exercises and quiz 18.
# - **Likely errors:**
#   - `requests.get(page.links["next"]["url"])`: `MissingSchema` → the link is relative:
#     `urljoin(page.url, ...)`.
#   - `page.links["next"]` on the last page: `KeyError` → the last page has no `next`:
#     ask before you take it.
#   - `append` makes a list of lists → `+=` adds the messages themselves.
#   - `params=` together with the link: `400` → the link holds `limit` already, so it is
#     there twice. Follow it as it is.
#   - a loop without an end → does `url` get a new value in it? The button ■ stops it.
# - **Discuss:** a shop shows "page 3 of 12" and lets people jump to page 7. Which of
#   the two ways does it need, and what does it pay for that?
# - **Short version:** a long list, all of it, the cell that deletes message 1,
#   exercises 1 and 3: 26 minutes.
#
# </details>
