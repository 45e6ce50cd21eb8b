# %% [markdown]
# # 13 · Many faces
#
# **Is it still the same resource?**
#
# 45 minutes. You need lessons 00 to 12.
#
# After this lesson you can
#
# - get one resource as text, page, picture or sound, and foresee which of them comes,
# - go on with a download where it ended, and notice if the resource has changed.

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
# 1. One field labels what you send, another says what you can read. What are they
#    called, and with which status is each refused?
# 2. Where do `.text` and `.content` of a response differ?
#
# <details>
# <summary>Answers</summary>
#
# 1. `Content-Type`, refused with `415`; `Accept`, refused with `406`.
# 2. `.content` is the bytes as they came. `.text` is these bytes, read as letters by a
#    charset.
#
# </details>
#
# ## Six faces
#
# You never get a resource itself; you get a *representation* of it (lesson 01). Here is
# a new message with a short body. `face` asks for it as one media type.
#
# **Predict:** what does the message look like as plain text? Which header field tells
# you that it is text?

# %%
from urllib.parse import urljoin

sos = {"from": "+15017122661", "to": "+15558675310", "body": "SOS"}
created = requests.post(f"{api.url}/messages", json=sos)
url = urljoin(created.url, created.headers["Location"])


def face(kind):
    return requests.get(url, headers={"Accept": kind})


show(face("text/plain"))

# %% [markdown]
# You **address** the message as ever. In the step **describe** you say what you can
# read, and the `Content-Type` of the response says what you got. (You can pass over
# `X-Content-Type-Options`, and over `Content-Security-Policy` below: they tell a
# browser to trust the label, and to run nothing that the content may hold.)
#
# A browser asks for HTML. The page names a picture, behind `src=`, and a browser then
# fetches that, too. The next cell does both calls. `image/*` means: any kind of
# picture. **Predict:** at which address is the picture?

# %%
import re

page = face("text/html")
show(page)
source = re.findall('src="([^"]+)"', page.text)[0]
print("the picture of the page:", source)
show(requests.get(api.url + source, headers={"Accept": "image/*"}))

# %% [markdown]
# At the same address. Asked for HTML, it is a page; asked for a picture, it is a blue
# speech bubble with "SOS" in white letters. This kind of picture, SVG, is written as
# text, so you can read it on the wire. (In the small frame the picture is missing: from
# there the page can not reach your server. To see both, open the address in your
# browser; `print(url)` tells it.)
#
# Two more kinds are no text at all. A PNG is a grid of coloured dots. On this server it
# shows the *bits* of the body: each byte is eight of them. A WAV is a sound: the body
# in Morse code. **Predict:** the body has three letters. Which two columns of the
# picture are equal?

# %%
show(face("image/png"))
for byte in b"SOS":
    print(f"{byte:08b}", chr(byte))
show(face("audio/wav"))

# %% [markdown]
# The picture has three columns of eight squares. Read each from its top: black is 1,
# white is 0. The first and the last column are equal: both are an S. The printed lines
# are the same bits, lying down.
#
# What you hear is three short tones, three long ones, three short ones: S, O, S.
#
# Each of these responses says `Vary: Accept`. It means: what you get here depends on
# the `Accept` of the request. So a program that keeps answers must not hand the kept
# picture to somebody who asks for the sound.
#
# ## Say what you like best
#
# `Accept` can name several kinds. Behind each may stand `;q=` and a number from 0 to 1:
# how much you like it (its *quality*). Without a number it is 1, and 0 means: never.
#
# **Predict** what comes back for
#
#     Accept: text/plain;q=0.5, audio/wav;q=0.9, text/html;q=0.7

# %%
predict("liked_best_face", ...)  # a media type, such as "image/png"

# %%
likes = ["text/plain;q=0.5, audio/wav;q=0.9, text/html;q=0.7", "text/*", "*/*"]
likes += ["*/*, application/json;q=0", "application/pdf, image/png;q=0.1"]
for like in likes:
    print(f"{like:51} {face(like).headers['Content-Type']}")
compare("liked_best_face", face(likes[0]).headers["Content-Type"])

# %% [markdown]
# The highest number wins; the order in which you name the kinds does not count. If
# several are liked equally, the server takes the one that it prefers itself. `*/*`,
# which `requests` sends by itself, likes all six equally, and so you got JSON whenever
# you did not name a kind. Where two of your names fit, the more exact one decides: so
# `*/*, application/json;q=0` means anything but JSON. In the last line you like PDF
# best, but there is none.
#
# **Predict:** and if there is nothing of what you like? Do you get JSON all the same?

# %%
show(face("video/mp4"))

# %% [markdown]
# `406 Not Acceptable`: a 4, so it is your turn. The `detail` lists what there is, and
# you can choose.
#
# Here is the very function that chooses, as it runs in your server. `offered` are the
# six media types. `liking` holds a number for each of them. `max` with `key=` finds the
# one with the highest number; where several have it, the first. (What stands behind the
# colons and the arrow of its first line are types, a help for readers.)

# %%
import inspect

from toy_api.rules.negotiation import choose

print(inspect.getsource(choose))

# %% [markdown]
# The last line is the `406`: where even the best number is 0, there is no answer that
# you could read.
#
# ## Still the same resource?
#
# So far you have only read. Now you replace the message by `PUT`, with another body.
# You send JSON, and nothing else: no page, no picture, no sound. **Predict:** how many
# of the six faces are different afterwards?

# %%
predict("faces_changed", ...)  # a number from 0 to 6

# %%
kinds = ["application/json", "text/html", "text/plain"]
kinds += ["image/svg+xml", "image/png", "audio/wav"]
requests.put(url, json=sos)
old = {kind: face(kind).content for kind in kinds}
requests.put(url, json=sos | {"body": "TEA"})
changed = [kind for kind in kinds if face(kind).content != old[kind]]
print(changed)
compare("faces_changed", len(changed))

# %% [markdown]
# All six, by one `PUT`. (`old` is a dictionary: for each kind, its bytes before.) There
# is *one* message at this address, and each face is made from it when you ask. So it is
# one resource, and the JSON is no more the message than the sound is.
#
# ## Bytes, not letters
#
# A sound is not written in letters. **Predict:** for which of these two is `.text`,
# turned back into bytes, the same as `.content`: the page, the sound, or both? Python's
# `wave` opens sounds, and `BytesIO` makes of bytes something that it can open like a
# file.

# %%
import wave
from io import BytesIO

page, sound = face("text/html"), face("audio/wav")
for each in (page, sound):
    print(each.encoding, each.text.encode() == each.content)
with wave.open(BytesIO(sound.content)) as opened:
    print(opened.getnframes(), "samples,", opened.getframerate(), "in a second")

# %% [markdown]
# The page is text: its label names a charset, and nothing is lost. The label of the
# sound names none. For `.text`, `requests` then has to guess, and what it makes of the
# sound is no longer the sound. So: `.text` for what people read as letters, `.content`
# for all else. From `.content`, `wave` could open the sound. It holds that many
# *samples*: measurements of the tone, one after the other.
#
# ## A picture of your own
#
# A message can also have a picture that somebody sends: at its address, with `/picture`
# behind. You **describe** it by its bytes and a label. Any picture will do; here it is
# the one of message 4. `sha256` makes a fingerprint of bytes.
#
# **Predict:** do you get the very same bytes back? And does the PNG of the message
# itself now look like your picture?

# %%
from hashlib import sha256

mine = requests.get(f"{api.url}/messages/4", headers={"Accept": "image/png"}).content
label = {"Content-Type": "image/png"}
show(requests.put(f"{url}/picture", data=mine, headers=label))
back = requests.get(f"{url}/picture")
show(back)
print(sha256(mine).hexdigest() == sha256(back.content).hexdigest())
print("same as the message's PNG:", face("image/png").content == back.content)

# %% [markdown]
# The same bytes, to the last one: the bits of "Do you have tea?", in sixteen columns.
# (Run the cell again, and the `PUT` says `204`: there is a picture already.) And the
# PNG of the message is still its own: `/picture` is another address, so it is another
# resource.
#
# ## A part of it
#
# A film is large, and a connection can break in the middle. Must you begin anew? Look
# at the responses with a picture or a sound: `Accept-Ranges: bytes`. There you can ask
# for a part, by the field `Range`. The first byte has the number 0.
#
# Let the first 3000 bytes stand for a download that broke. **Predict:** does the
# response tell how many bytes there are in all?

# %%
requests.put(url, json=sos)
wav = {"Accept": "audio/wav"}
first = requests.get(url, headers=wav | {"Range": "bytes=0-2999"})
show(first)

# %% [markdown]
# `206 Partial Content`: it begins with a 2, and it is *not* the whole. `Content-Range`
# says which bytes you have, and behind the slash how many there are. You hear the first
# three tones, the S.
#
# For the rest, name the first byte that you lack, and no end: `bytes=3000-`.
# **Predict:** how many bytes come? And what is the first digit of the status if you ask
# for `bytes=7660-`?

# %%
rest = requests.get(url, headers=wav | {"Range": "bytes=3000-"})
print(rest.status_code, rest.headers["Content-Range"], len(rest.content), "bytes")
print("joined, the whole:", first.content + rest.content == face("audio/wav").content)
show(requests.get(url, headers=wav | {"Range": "bytes=7660-"}))

# %% [markdown]
# The two parts are the whole sound, and each byte was sent once. The last byte has the
# number 7659, so behind it there is nothing: `416 Range Not Satisfiable`. Its
# `Content-Range` has a `*` in the place of the numbers, and the size.
#
# Now the danger. Between the two parts somebody replaces the message. A rest of the new
# sound does not fit the beginning of the old one. You have met the `ETag`, the label of
# an edition. `If-Range` sends it along: "the part, **if** this is still the edition".
#
# **Predict:** it is not. What does the server send then, the part or the whole?

# %%
predict("part_or_whole", ...)  # "part" or "whole"

# %%
requests.put(url, json=sos | {"body": "TEA"})
missing = wav | {"Range": "bytes=3000-"}
blind = requests.get(url, headers=missing)
careful = requests.get(url, headers=missing | {"If-Range": first.headers["ETag"]})
print("blind:  ", blind.status_code, blind.headers.get("Content-Range"))
print("careful:", careful.status_code, careful.content == face("audio/wav").content)
compare("part_or_whole", "whole" if careful.status_code == 200 else "part")

# %% [markdown]
# Without `If-Range` a part came, `206`, and nobody warned you: joined, it would be half
# SOS and half TEA. With it, the whole new sound came, `200`. So **check** the status
# before you **use** the content: join after a `206`, begin anew with a `200`.
#
# ## Exercises
#
# **Exercise 1.** `.text` or `.content`? Write `"text"` or `"content"` behind each use:
# the one that fits.

# %% name="text_or_content" tags=["exercise"]
uses = {
    "play the sound": ...,
    "read the words of the page aloud": ...,
    "take the SHA-256 of a picture": ...,
    "split the plain text into its lines": ...,
    "join two parts of a download": ...,
}

# %%
check("text_or_content", uses)

# %% [markdown]
# **Exercise 2.** A program that draws wants a **PNG**. Where there is none, it takes a
# page of **HTML**. Nothing else is of use to it. Write *one* value for `Accept`, as
# text, that says all this. (The check sends it to a message, to `/`, which has JSON and
# HTML, and to `/messages`, which has only JSON.)

# %% name="one_accept" tags=["exercise"]
accept = ...

# %%
check("one_accept", accept)

# %% [markdown]
# **Exercise 3.** Get message **4** as a sound. Then prove that it is one: let `wave`
# open it, and say how many samples it holds.

# %% name="the_sound" tags=["exercise"]
sound_of_4 = {
    "response": ...,  # requests.get(...)
    "samples": ...,  # a number
}

# %%
check("the_sound", sound_of_4)

# %% [markdown]
# **Exercise 4.** Write a function that goes on with the download of a sound. `begun`
# are the bytes that somebody has already, and `etag` is the `ETag` that came with them.
# It asks for the rest only, and gives back the bytes of the whole sound. If the sound
# has changed meanwhile, it gives back the whole *new* sound. It may begin like this:
#
#     def resume(url, begun, etag):
#         fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
#
# The check calls it with sounds of its own, of which one changes.

# %% name="resume" tags=["exercise"]
resume = ...  # write your function here, instead of this line

# %%
check("resume", resume)

# %% [markdown]
# ## Quiz
#
# 1. You want the sound of a message. What tells the server?
#    **a** `Content-Type: audio/wav` · **b** `Accept: audio/wav` · **c** `.wav` behind
#    the address
# 2. A message comes as JSON, and from the same address as a picture. What is the
#    picture?
#    **a** an extra: the resource is the JSON · **b** a second resource · **c** another
#    representation of the same resource
# 3. You have half of a download. You ask for the rest, with `If-Range`, and the status
#    is `200`. What now?
#    **a** join what came to what you have · **b** put aside what you have, and take
#    what came · **c** ask for the rest again

# %% name="quiz_faces" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_faces", letters)

# %% [markdown]
# ## What a real API does differently
#
# Many APIs let the address choose the kind, not `Accept`. Twilio answers in XML unless
# the address ends in `.json`, and the recording of a call is had by adding `.wav` or
# `.mp3`. And a server need not keep to your wishes: the standard (RFC 9110) allows it
# to send another kind instead of a `406`, and the whole with a `200` instead of a part.
# So look at the status and at the `Content-Type` of what came.
#
# ## Key points
#
# - One address, one resource, many representations. A change shows in all of them.
# - `Accept` says what you can read and, by `q`, how much you like it. `406` lists what
#   there is; `Vary: Accept` says that the answer depends on it.
# - `.text` is for letters, `.content` for all that is made of bytes.
# - `Range` asks for a part: `206`, or `416` where there is nothing. With `If-Range` you
#   get the part of your edition, or the whole new one.
#
# **Next:** [14 · Caching](14_caching.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** look back and six faces 9, say what you like best 6, the same resource
#   3, bytes and a picture 5, a part of it 7, exercises and quiz 15.
# - **Likely errors:**
#   - `"image/png, text/html"` → both are liked equally, so the server's own order
#     decides: give one of them a lower `q`.
#   - `len(response.content)` for the number of samples → 44 bytes of a WAV are its
#     head: let `wave` count.
#   - `Range` without `bytes=`: the whole comes → it is not understood without its unit,
#     and so it is ignored.
#   - joining after a `200` → a `200` is the whole; only a `206` is a part.
# - **Discuss:** a message in English and in French: one resource with two faces, or
#   two resources? What if only one of them is mended?
# - **Short version:** six faces, still the same resource, exercises 2 and 3: 18
#   minutes.
#
# </details>
