# %% name="fields_after_put" says="`media` among them"
fields_now = ["id", "to", "from", "body", "tags", "media"]
fields_now += ["status", "created", "updated"]

# %% name="fields_after_put" says="`created`, `id`, `status`, `updated`"
fields_now = ["to", "from", "body", "tags"]

# %% name="fields_after_put" says="not among your names: `tags`"
fields_now = ["id", "to", "from", "body", "status", "created", "updated"]

# %% name="fields_after_put" says="`train`"
fields_now = {"id", "to", "from", "body", "train", "status", "created", "updated"}

# %% name="fields_after_put" says="a list of names"
fields_now = "id, to, from, body, tags, status, created, updated"

# %% name="only_the_body" says="Of `from`: Missing"
written = requests.put(f"{api.url}/messages/3", json={"body": "Half price."})

# %% name="only_the_body" says="so the tags are gone now"
written = requests.put(f"{api.url}/messages/3", json=new)

# %% name="only_the_body" says="no `GET` of it since its last change"
sale = {"campaign_name": "Spring Sale", "message_type": "cart_abandoned"}
written = requests.put(f"{api.url}/messages/3", json=new | {"tags": sale})

# %% name="only_the_body" says="`Ten percent off every spare part.` in your `PUT`"
read = requests.get(f"{api.url}/messages/3").json()
changed = read | {"body": "Half price."}
written = requests.put(f"{api.url}/messages/3", json=read)

# %% name="only_the_body" says="in your own words"
read = requests.get(f"{api.url}/messages/3").json()
written = requests.put(f"{api.url}/messages/3", json=read | {"body": ""})

# %% name="only_the_body" says="`tags` was"
read = requests.get(f"{api.url}/messages/3").json()
changed = read | {"body": "Half price.", "tags": {"campaign_name": "Summer Sale"}}
written = requests.put(f"{api.url}/messages/3", json=changed)

# %% name="only_the_body" says="`media` was None"
read = requests.get(f"{api.url}/messages/3").json()
changed = read | {"body": "Half price.", "media": ["https://example.com/sale.png"]}
written = requests.put(f"{api.url}/messages/3", json=changed)

# %% name="only_the_body" says="`status`: The server sets this"
read = requests.get(f"{api.url}/messages/3").json()
changed = read | {"body": "Half price.", "status": "changed"}
written = requests.put(f"{api.url}/messages/3", json=changed)

# %% name="only_the_body" says="`id`: The server sets this"
read = requests.get(f"{api.url}/messages/1").json()
written = requests.put(f"{api.url}/messages/3", json=read | {"body": "Half price."})

# %% name="only_the_body" says="Send JSON, and say so"
read = requests.get(f"{api.url}/messages/3").json()
written = requests.put(f"{api.url}/messages/3", data=read | {"body": "Half price."})

# %% name="only_the_body" says="PATCH /messages/3"
written = requests.patch(f"{api.url}/messages/3", json={"body": "Half price."})

# %% name="only_the_body" says="PUT /messages`, answered 405"
read = requests.get(f"{api.url}/messages/3").json()
written = requests.put(f"{api.url}/messages", json=read | {"body": "Half price."})

# %% name="only_the_body" says="The message here was deleted"
read = requests.get(f"{api.url}/messages/3").json()
requests.delete(f"{api.url}/messages/3")
written = requests.put(f"{api.url}/messages/3", json=read | {"body": "Half price."})

# %% name="only_the_body" says="a value of type dict"
read = requests.get(f"{api.url}/messages/3").json()
written = read | {"body": "Half price."}

# %% name="created_by_put" says="POST /messages`, answered 201"
both = [requests.post(f"{api.url}/messages", json=new) for turn in range(2)]

# %% name="created_by_put" says="POST /messages/500`, answered 405"
both = [requests.post(f"{api.url}/messages/500", json=new) for turn in range(2)]

# %% name="created_by_put" says="the same call twice"
both = [requests.put(f"{api.url}/messages/500", json=new)] * 2

# %% name="created_by_put" says="Change the places"
first = requests.put(f"{api.url}/messages/500", json=new)
second = requests.put(f"{api.url}/messages/500", json=new)
both = [second, first]

# %% name="created_by_put" says="200 for the first one"
for turn in range(2):
    first = requests.put(f"{api.url}/messages/500", json=new)
    second = requests.put(f"{api.url}/messages/500", json=new)
both = [first, second]

# %% name="created_by_put" says="the same content in both"
first = requests.put(f"{api.url}/messages/500", json=new)
second = requests.put(f"{api.url}/messages/500", json=new | {"body": "Another."})
both = [first, second]

# %% name="created_by_put" says="201 for both"
first = requests.put(f"{api.url}/messages/500", json=new)
api.reset()
both = [first, requests.put(f"{api.url}/messages/500", json=new)]

# %% name="created_by_put" says="another change of it in between"
first = requests.put(f"{api.url}/messages/500", json=new)
requests.put(f"{api.url}/messages/500", json=new | {"body": "Another."})
both = [first, requests.put(f"{api.url}/messages/500", json=new)]

# %% name="created_by_put" says="`422 Unprocessable Content`"
both = [requests.put(f"{api.url}/messages/500", json={"body": "Hi"}) for turn in "12"]

# %% name="created_by_put" says="The message here was deleted"
requests.put(f"{api.url}/messages/500", json=new)
requests.delete(f"{api.url}/messages/500")
both = [requests.put(f"{api.url}/messages/500", json=new) for turn in range(2)]

# %% name="created_by_put" says="a list with 1 in it"
both = [requests.put(f"{api.url}/messages/500", json=new)]

# %% name="created_by_put" says="a value of type Response"
both = requests.put(f"{api.url}/messages/500", json=new)

# %% name="created_by_put" says="a value of type int"
both = [201, 200]

# %% name="quiz_replace" says="PUT changes only the fields that are sent"
letters = ["a", "c", "a"]

# %% name="quiz_replace" says="tags are optional"
letters = ["c", "c", "a"]

# %% name="quiz_replace" says="POST always creates and PUT always updates"
letters = ["b", "a", "a"]

# %% name="quiz_replace" says="where a message had been *deleted*"
letters = ["b", "b", "a"]

# %% name="quiz_replace" says="That is what `POST` did"
letters = ["b", "c", "b"]

# %% name="quiz_replace" says="is no conflict"
letters = ["b", "c", "c"]
