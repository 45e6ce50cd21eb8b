# %% name="completed_call" says="The first gap"
completed = requests.get(f"{api.url}/messages")

# %% name="completed_call" says="answered 201"
completed = requests.put(f"{api.url}/messages/90", json=note)

# %% name="completed_call" says="The second gap"
completed = requests.post(f"{api.url}/messages/7", json=note)

# %% name="completed_call" says="`POST /messages/`, answered 404"
completed = requests.post(f"{api.url}/messages/", json=note)

# %% name="completed_call" says="POST /crooked/messages"
completed = requests.post(f"{api.url}/crooked/messages", json=note)

# %% name="completed_call" says="415 Unsupported Media Type"
completed = requests.post(f"{api.url}/messages", data=note)

# %% name="completed_call" says="the draft of this exercise"
completed = created

# %% name="completed_call" says="Give `check` the response itself"
completed = created.json()

# %% name="imported" says="Take the spaces out of the number"
api.reset()
drafts[2]["to"] = "+1555"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in sent]

# %% name="imported" says="It was refused. `#/to`"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in sent if each.status_code == 201]

# %% name="imported" says="`Crate 1: tea` stored 2 times"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
drafts[2]["to"] = "+15558675310"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in sent]

# %% name="imported" says="a list with values of type Response"
drafts[2]["to"] = "+15558675310"
places = [requests.post(f"{api.url}/messages", json=each) for each in drafts]

# %% name="imported" says="`reply.url` is where the `POST` went"
drafts[2]["to"] = "+15558675310"
places = [requests.post(f"{api.url}/messages", json=each).url for each in drafts]

# %% name="imported" says="Send `Crate 1: tea` too"
places = []

# %% name="imported" says="/messages/20`, which is in no such answer"
drafts[2]["to"] = "+15558675310"
places = [f"/messages/{number}" for number in range(20, 25)]
for place, each in zip(places, drafts):
    requests.put(api.url + place, json=each)

# %% name="imported" says="among them `Four crew, five crates.`"
drafts[2]["to"] = "+15558675310"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [created.headers["Location"], *(x.headers["Location"] for x in sent[1:])]

# %% name="imported" says="They were deleted, or taken back by a reset"
drafts[2]["to"] = "+15558675310"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in sent]
api.reset()

# %% name="imported" says="this belongs in the list"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in sent if each.status_code == 201]
requests.post(f"{api.url}/messages", json=drafts[2] | {"to": "+15558675310"})

# %% name="imported" says="all else is sent as it stands"
drafts = [each | {"to": "+15558675310", "tags": {"a": "b"}} for each in drafts]
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in sent]

# %% name="imported" says="a list of 6"
drafts[2]["to"] = "+15558675310"
sent = [requests.post(f"{api.url}/messages", json=each) for each in drafts]
places = [each.headers["Location"] for each in [*sent, sent[0]]]

# %% name="import_program" says="`reply.url` is where the `POST` went: all of them"
my_lines = [lines[2], lines[4], lines[5], lines[1], lines[0]]

# %% name="import_program" says="which line is too many"
my_lines = [lines[2], lines[4], lines[5], lines[1], lines[3], lines[0]]

# %% name="import_program" says="name 'places' is not defined"
my_lines = [lines[4], lines[5], lines[1], lines[3], lines[2]]

# %% name="import_program" says="name 'reply' is not defined"
my_lines = [lines[2], lines[4], lines[1], lines[3], lines[5]]

# %% name="import_program" says="unexpected indent"
my_lines = [lines[2], lines[4], lines[5], lines[3]]

# %% name="import_program" says="seen: no call"
my_lines = [lines[2]]

# %% name="import_program" says="Which line puts something into `places`"
my_lines = [lines[2], lines[4], lines[5]]

# %% name="import_program" says="not only `0`"
my_lines = [2, 4, 5, 1, 3]

# %% name="lost_message" says="Write its name and nothing else"
where = f"{api.url}/messages/{crooked.json()['message']['id']}"
lost = {
    "missing field": "the Location field",
    "what it means": "b",
    "the new message": requests.get(where),
}

# %% name="lost_message" says="the field that only the good response has"
lost = {"missing field": "Content-Length", "what it means": "b"}
lost["the new message"] = requests.get(f"{api.url}/messages/1")

# %% name="lost_message" says="tells the URL around it"
lost = {"missing field": "Location", "what it means": "a", "the new message": ...}

# %% name="lost_message" says="Look into the content"
lost = {"missing field": "location:", "what it means": "c", "the new message": ...}

# %% name="lost_message" says="then read it with"
lost = {"missing field": "Location", "what it means": "B", "the new message": ...}

# %% name="lost_message" says="What is the URL of a single message"
listed = requests.get(f"{api.url}/crooked/messages")
lost = {"missing field": "Location", "what it means": "b", "the new message": listed}

# %% name="lost_message" says="reading is a `GET`"
lost = {"missing field": "Location", "what it means": "b", "the new message": crooked}

# %% name="lost_message" says="the message is below `/messages`"
read = requests.get(f"{api.url}/crooked/messages/{crooked.json()['message']['id']}")
lost = {"missing field": "Location", "what it means": "b", "the new message": read}

# %% name="lost_message" says="Leave out the slash"
read = requests.get(f"{api.url}/messages/{crooked.json()['message']['id']}/")
lost = {"missing field": "Location", "what it means": "b", "the new message": read}

# %% name="lost_message" says="The id is in the content"
read = requests.get(urljoin(good.url, good.headers["Location"]))
lost = {"missing field": "Location", "what it means": "b", "the new message": read}

# %% name="lost_message" says="Make `crooked` anew"
where = f"{api.url}/messages/{crooked.json()['message']['id']}"
requests.delete(where)
read = requests.get(where)
lost = {"missing field": "Location", "what it means": "b", "the new message": read}

# %% name="lost_message" says="its `detail` says what to do"
where = f"{api.url}/messages/{crooked.json()['message']['id']}"
read = requests.get(where, headers={"Accept": "video/mp4"})
lost = {"missing field": "Location", "what it means": "b", "the new message": read}

# %% name="lost_message" says="Change only what stands behind the colons"
lost = "Location"

# %% name="quiz_create" says="That is the collection"
letters = ["a", "c", "a"]

# %% name="quiz_create" says="a practice server only pretends to store things"
letters = ["c", "c", "a"]

# %% name="quiz_create" says="POST always creates and PUT always updates"
letters = ["b", "a", "a"]

# %% name="quiz_create" says="All or nothing"
letters = ["b", "b", "a"]

# %% name="quiz_create" says="each POST is a new wish"
letters = ["b", "c", "b"]

# %% name="quiz_create" says="is never used again"
letters = ["b", "c", "c"]
