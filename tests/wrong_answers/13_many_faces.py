# %% name="text_or_content" says="Could the sound be made of `.text` again?"
uses = {
    "play the sound": "text",
    "read the words of the page aloud": "text",
    "take the SHA-256 of a picture": "text",
    "split the plain text into its lines": "text",
    "join two parts of a download": "text",
}

# %% name="text_or_content" says="People read these as letters"
uses = {
    "play the sound": "content",
    "read the words of the page aloud": "content",
    "take the SHA-256 of a picture": "content",
    "split the plain text into its lines": "content",
    "join two parts of a download": "content",
}

# %% name="text_or_content" says="A fingerprint of bytes needs bytes"
uses = {
    "play the sound": "content",
    "read the words of the page aloud": "text",
    "take the SHA-256 of a picture": "text",
    "split the plain text into its lines": "text",
    "join two parts of a download": "text",
}

# %% name="text_or_content" says="Which one was joined in the text?"
uses = {
    "play the sound": "content",
    "read the words of the page aloud": "text",
    "take the SHA-256 of a picture": "content",
    "split the plain text into its lines": "text",
    "join two parts of a download": "text",
}

# %% name="text_or_content" says="no answer yet"
uses = {
    "play the sound": "content",
    "read the words of the page aloud": ...,
    "take the SHA-256 of a picture": ...,
    "split the plain text into its lines": ...,
    "join two parts of a download": ...,
}

# %% name="text_or_content" says="an answer for each of"
uses = ["content", "text", "content", "text", "content"]

# %% name="one_accept" says="Which do you like better, `image/png` or `text/html`"
accept = "image/png, text/html"

# %% name="one_accept" says="Is `text/html` named"
accept = "image/png"

# %% name="one_accept" says="does a `*` let it in"
accept = "image/png, text/html;q=0.5, */*;q=0.1"

# %% name="one_accept" says="Name the two kinds themselves"
accept = "image/png, image/*;q=0.5, text/html;q=0.2"

# %% name="one_accept" says="`application/json`"
accept = "image/png, */*;q=0.5"

# %% name="one_accept" says="Leave the name of the field out"
accept = "Accept: image/png, text/html;q=0.5"

# %% name="one_accept" says="a value of type dict"
accept = {"Accept": "image/png, text/html;q=0.5"}

# %% name="one_accept" says="from a message `image/png`"
accept = "png, html;q=0.5"

# %% name="one_accept" says="`image/svg+xml`"
accept = "image/*, text/html;q=0.5"

# %% name="one_accept" says="One line, without spaces"
accept = "image/png,\n text/html;q=0.5"

# %% name="one_accept" says="behind each `q=` a number"
accept = "image/png;q=1, text/html;q=5"

# %% name="the_sound" says="`Accept: */*`, answered 200"
response = requests.get(f"{api.url}/messages/4")
sound_of_4 = {"response": response, "samples": len(response.content)}

# %% name="the_sound" says="a `GET` of `/messages/4`"
sound_of_4 = {"response": face("audio/wav"), "samples": 4928}

# %% name="the_sound" says="44 bytes of it are a head"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
sound_of_4 = {"response": response, "samples": len(response.content)}

# %% name="the_sound" says="That many are in one second"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
with wave.open(BytesIO(response.content)) as opened:
    sound_of_4 = {"response": response, "samples": opened.getframerate()}

# %% name="the_sound" says="These are seconds"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
with wave.open(BytesIO(response.content)) as opened:
    seconds = opened.getnframes() / opened.getframerate()
sound_of_4 = {"response": response, "samples": seconds}

# %% name="the_sound" says="no number yet"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
sound_of_4 = {"response": response, "samples": ...}

# %% name="the_sound" says="none yet"
sound_of_4 = {"response": ..., "samples": 4928}

# %% name="the_sound" says="a kind that there is"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "sound/wav"})
sound_of_4 = {"response": response, "samples": 1}

# %% name="the_sound" says="Leave `Range` out"
part = {"Accept": "audio/wav", "Range": "bytes=0-999"}
response = requests.get(f"{api.url}/messages/4", headers=part)
sound_of_4 = {"response": response, "samples": 956}

# %% name="the_sound" says="labels what you send"
label = {"Content-Type": "audio/wav"}
response = requests.get(f"{api.url}/messages/4", headers=label)
sound_of_4 = {"response": response, "samples": ...}

# %% name="the_sound" says="a message 4 that is there"
requests.delete(f"{api.url}/messages/4")
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
sound_of_4 = {"response": response, "samples": 1}
api.reset()

# %% name="the_sound" says="a value of type bytes"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
sound_of_4 = {"response": response.content, "samples": 1}

# %% name="resume" says="with the old beginning"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    return begun + requests.get(url, headers=fields).content

# %% name="resume" says="give it back alone"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    fields["If-Range"] = etag
    return begun + requests.get(url, headers=fields).content

# %% name="resume" says="Which part do you want?"
def resume(url, begun, etag):
    return requests.get(url, headers={"Accept": "audio/wav"}).content

# %% name="resume" says="so the first missing one has 3000"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun) + 1}-"}
    return begun + requests.get(url, headers=fields | {"If-Range": etag}).content

# %% name="resume" says="so the first missing one has 5000"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": "bytes=3000-"}
    response = requests.get(url, headers=fields | {"If-Range": etag})
    return begun + response.content

# %% name="resume" says="must be there, too"
def resume(url, begun, etag):
    fields = {"Range": f"bytes={len(begun)}-", "If-Range": etag}
    return begun + requests.get(url, headers=fields).content

# %% name="resume" says="The value of `Range` begins with"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"{len(begun)}-"}
    return begun + requests.get(url, headers=fields).content

# %% name="resume" says="Give back `begun` and, behind it"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    return requests.get(url, headers=fields | {"If-Range": etag}).content

# %% name="resume" says="can't concat str to bytes"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    return begun + requests.get(url, headers=fields).text

# %% name="resume" says="what is given back are bytes"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    return requests.get(url, headers=fields | {"If-Range": etag})

# %% name="resume" says="end in a `return`"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    begun + requests.get(url, headers=fields | {"If-Range": etag}).content

# %% name="resume" says="takes three"
def resume(url):
    return requests.get(url, headers={"Accept": "audio/wav"}).content

# %% name="resume" says="Hand over its name, without brackets"
resume = first.content + rest.content

# %% name="resume" says="send `etag` as it came"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    response = requests.get(url, headers=fields | {"If-Range": etag.strip('"')})
    return begun + response.content if response.status_code == 206 else response.content

# %% name="resume" says="no call"
def resume(url, begun, etag):
    return begun + rest.content

# %% name="quiz_faces" says="it had nothing to label"
letters = ["a", "c", "b"]

# %% name="quiz_faces" says="All six faces came from one address"
letters = ["c", "c", "b"]

# %% name="quiz_faces" says="the sound as well"
letters = ["b", "a", "b"]

# %% name="quiz_faces" says="One address is one resource"
letters = ["b", "b", "b"]

# %% name="quiz_faces" says="old and new do not fit"
letters = ["b", "c", "a"]

# %% name="quiz_faces" says="what came is a whole"
letters = ["b", "c", "c"]

# %% name="resume" says="no number behind the dash"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-7659"}
    return begun + requests.get(url, headers=fields | {"If-Range": etag}).content

# %% name="resume" says="Mend this error first: `begun` are bytes"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun.content)}-"}
    return begun + requests.get(url, headers=fields | {"If-Range": etag}).content

# %% name="resume" says="reads and changes nothing"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    return begun + requests.post(url, headers=fields | {"If-Range": etag}).content
