# %% name="text_or_content"
uses = {
    "play the sound": "content",
    "read the words of the page aloud": "text",
    "take the SHA-256 of a picture": "content",
    "split the plain text into its lines": "text",
    "join two parts of a download": "content",
}

# %% name="one_accept"
accept = "image/png, text/html;q=0.5"

# %% name="the_sound"
response = requests.get(f"{api.url}/messages/4", headers={"Accept": "audio/wav"})
with wave.open(BytesIO(response.content)) as opened:
    samples = opened.getnframes()
sound_of_4 = {"response": response, "samples": samples}

# %% name="resume"
def resume(url, begun, etag):
    fields = {"Accept": "audio/wav", "Range": f"bytes={len(begun)}-"}
    response = requests.get(url, headers=fields | {"If-Range": etag})
    if response.status_code == 206:
        return begun + response.content
    return response.content

# %% name="quiz_faces"
letters = ["b", "c", "b"]
