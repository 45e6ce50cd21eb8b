# %% name="smallest_patch" says="not the patch alone"
reworded = {"body": "All is sold."}

# %% name="smallest_patch" says="You said 'application/json'"
reworded = requests.patch(f"{api.url}/messages/3", json={"body": "All is sold."})

# %% name="smallest_patch" says="PUT /messages/3"
whole = requests.get(f"{api.url}/messages/3").json() | {"body": "All is sold."}
reworded = requests.put(f"{api.url}/messages/3", json=whole)

# %% name="smallest_patch" says="Leave out all that shall stay"
whole = requests.get(f"{api.url}/messages/3").json() | {"body": "All is sold."}
reworded = requests.patch(f"{api.url}/messages/3", json=whole, headers=merge)

# %% name="smallest_patch" says="at `/messages/3`"
reworded = requests.patch(url, json={"body": "All is sold."}, headers=merge)

# %% name="smallest_patch" says="which keeps the body as it is"
reworded = requests.patch(f"{api.url}/messages/3", json={}, headers=merge)

# %% name="smallest_patch" says="Write a text of your own"
old = {"body": "Ten percent off every spare part."}
reworded = requests.patch(f"{api.url}/messages/3", json=old, headers=merge)

# %% name="smallest_patch" says="one labelled `application/json-patch+json`"
change = [{"op": "replace", "path": "/body", "value": "All is sold."}]
reworded = requests.patch(f"{api.url}/messages/3", json=change, headers=json_patch)

# %% name="smallest_patch" says="A merge patch has `headers=merge`"
change = {"body": "All is sold."}
reworded = requests.patch(f"{api.url}/messages/3", json=change, headers=json_patch)

# %% name="smallest_patch" says="#/body: Missing"
reworded = requests.patch(f"{api.url}/messages/3", json={"body": None}, headers=merge)

# %% name="smallest_patch" says="not a part of it"
change = {"body": "All is sold."}
reworded = requests.patch(f"{api.url}/messages/3", json=change, headers=merge).json()

# %% name="smallest_patch" says="`data=` does not"
change = {"body": "All is sold."}
reworded = requests.patch(f"{api.url}/messages/3", data=change, headers=merge)

# %% name="one_tag_less" says="is inside `tags`"
three = f"{api.url}/messages/3"
one_tag_less = requests.patch(three, json={"message_type": None}, headers=merge)

# %% name="one_tag_less" says="tags: None"
three = f"{api.url}/messages/3"
one_tag_less = requests.patch(three, json={"tags": None}, headers=merge)

# %% name="one_tag_less" says="What a patch leaves out is kept"
three, kept = f"{api.url}/messages/3", {"campaign_name": "Spring Sale"}
one_tag_less = requests.patch(three, json={"tags": kept}, headers=merge)

# %% name="one_tag_less" says="an empty one too"
three, empty = f"{api.url}/messages/3", {"message_type": ""}
one_tag_less = requests.patch(three, json={"tags": empty}, headers=merge)

# %% name="one_tag_less" says="an earlier call had removed the tag"
three, less = f"{api.url}/messages/3", {"tags": {"message_type": None}}
requests.patch(three, json=less, headers=merge)
one_tag_less = requests.patch(three, json={}, headers=merge)

# %% name="one_tag_less" says="Was it removed before?"
three = f"{api.url}/messages/3"
less = [{"op": "remove", "path": "/message_type"}]
one_tag_less = requests.patch(three, json=less, headers=json_patch)

# %% name="one_tag_less" says="Send nothing but the removal"
three, less = f"{api.url}/messages/3", {"tags": {"message_type": None}, "body": ""}
one_tag_less = requests.patch(three, json=less, headers=merge)

# %% name="one_tag_less" says="a change is `patch`"
one_tag_less = requests.delete(f"{api.url}/messages/3")

# %% name="put_or_patch" says="A patch describes a change"
stories = {
    "You know the new body, and send nothing but that": "PATCH",
    "You send a whole message, to take the place of the old one": "PATCH",
    "One tag shall go; you never read what else there is": "PATCH",
    "What you do not send shall be gone afterwards": "PATCH",
    "Nothing was ever at /messages/500; create the message there": "PATCH",
    "One more picture, behind those that are there already": "PATCH",
}

# %% name="put_or_patch" says="Which method took `body` alone"
stories = {
    "You know the new body, and send nothing but that": "PUT",
    "You send a whole message, to take the place of the old one": "PUT",
    "One tag shall go; you never read what else there is": "PUT",
    "What you do not send shall be gone afterwards": "PUT",
    "Nothing was ever at /messages/500; create the message there": "PUT",
    "One more picture, behind those that are there already": "PUT",
}

# %% name="put_or_patch" says="What did `{}` leave as it was?"
stories = {
    "You know the new body, and send nothing but that": "PATCH",
    "You send a whole message, to take the place of the old one": "PUT",
    "One tag shall go; you never read what else there is": "PATCH",
    "What you do not send shall be gone afterwards": "PATCH",
    "Nothing was ever at /messages/500; create the message there": "PUT",
    "One more picture, behind those that are there already": "PATCH",
}

# %% name="put_or_patch" says="There is nothing to change yet"
stories = {
    "You know the new body, and send nothing but that": "PATCH",
    "You send a whole message, to take the place of the old one": "PUT",
    "One tag shall go; you never read what else there is": "PATCH",
    "What you do not send shall be gone afterwards": "PUT",
    "Nothing was ever at /messages/500; create the message there": "POST",
    "One more picture, behind those that are there already": "PATCH",
}

# %% name="put_or_patch" says="Think of `append`"
stories = {
    "You know the new body, and send nothing but that": "PATCH",
    "You send a whole message, to take the place of the old one": "PUT",
    "One tag shall go; you never read what else there is": "PATCH",
    "What you do not send shall be gone afterwards": "PUT",
    "Nothing was ever at /messages/500; create the message there": "PUT",
    "One more picture, behind those that are there already": "PUT",
}

# %% name="put_or_patch" says="you would have to read it first"
stories = {
    "You know the new body, and send nothing but that": "PATCH",
    "You send a whole message, to take the place of the old one": "PUT",
    "One tag shall go; you never read what else there is": "DELETE",
    "What you do not send shall be gone afterwards": "PUT",
    "Nothing was ever at /messages/500; create the message there": "PUT",
    "One more picture, behind those that are there already": "PATCH",
}

# %% name="two_at_once" says="First the merge patch"
both = [{"op": "add", "path": "/media/-", "value": each} for each in (ship, bay)]
longer = requests.patch(f"{api.url}/messages/5", json=both, headers=json_patch)

# %% name="two_at_once" says="one labelled `application/merge-patch+json`"
five = f"{api.url}/messages/5"
longer = requests.patch(five, json={"media": [ship, bay]}, headers=merge)

# %% name="two_at_once" says="values added to the list: ['https"
five = f"{api.url}/messages/5"
requests.patch(five, json={"media": []}, headers=merge)
for each in (ship, bay):
    one = [{"op": "add", "path": "/media/-", "value": each}]
    longer = requests.patch(five, json=one, headers=json_patch)

# %% name="two_at_once" says="4 in it"
five = f"{api.url}/messages/5"
requests.patch(five, json={"media": []}, headers=merge)
both = [{"op": "add", "path": "/media/-", "value": each} for each in (ship, bay)]
requests.patch(five, json=both, headers=json_patch)
longer = requests.patch(five, json=both, headers=json_patch)

# %% name="two_at_once" says="Operations are done in their order"
five = f"{api.url}/messages/5"
requests.patch(five, json={"media": []}, headers=merge)
both = [{"op": "add", "path": "/media/-", "value": each} for each in (bay, ship)]
longer = requests.patch(five, json=both, headers=json_patch)

# %% name="two_at_once" says="each as text: https://"
five = f"{api.url}/messages/5"
requests.patch(five, json={"media": []}, headers=merge)
both = [{"op": "add", "path": "/media/-", "value": [ship, bay]}]
longer = requests.patch(five, json=both, headers=json_patch)

# %% name="two_at_once" says="values added to the list: []"
both = [{"op": "add", "path": "/media", "value": [ship, bay]}]
longer = requests.patch(f"{api.url}/messages/5", json=both, headers=json_patch)

# %% name="two_at_once" says="is a JSON Patch: `headers=json_patch`"
both = [{"op": "add", "path": "/media/-", "value": each} for each in (ship, bay)]
longer = requests.patch(f"{api.url}/messages/5", json=both, headers=merge)

# %% name="quiz_patch" says="PATCH is always idempotent"
letters = ["a", "b", "a"]

# %% name="quiz_patch" says="The merge patch left one entry"
letters = ["b", "b", "a"]

# %% name="quiz_patch" says="After `{}` the tags were still there"
letters = ["c", "a", "a"]

# %% name="quiz_patch" says="PUT changes only the fields that are sent"
letters = ["c", "b", "b"]

# %% name="quiz_patch" says="A patch of the body alone"
letters = ["c", "b", "c"]
