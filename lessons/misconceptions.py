"""What learners believe and the wire refutes: each belief, and the lesson that does it.

The cell that refutes a belief carries its number as a tag: `# %% tags=["M1"]`.
"""

BELIEFS = {
    "M1": "idempotent means: the same answer every time",
    "M2": "DELETE is not idempotent, since the second one is a 404",
    "M3": "safe and idempotent are the same thing",
    "M4": "POST always creates and PUT always updates",
    "M5": "PUT changes only the fields that are sent",
    "M6": "PATCH is always idempotent",
    "M7": "in a PATCH, leaving a field out deletes it, and null keeps it",
    "M8": "anything but 200 is a failure",
    "M9": "200 means that my wish was granted",
    "M10": "401 means not allowed, and 403 means log in",
    "M11": "a search without a match is a 404",
    "M12": "404, 405 and 501 all mean a wrong URL",
    "M13": "requests raises an error when the server refuses",
    "M14": "every success brings JSON",
    "M15": "data= and json= are the same, and the label does not matter",
    "M16": "Accept and Content-Type are the same",
    "M17": "REST is JSON over HTTP",
    "M18": "the content of a GET means something",
    "M19": "a GET that changes something does no harm",
    "M20": "POST is more secure than GET",
    "M21": "Basic authentication hides the password",
    "M22": "stateless means that the server stores nothing",
    "M23": "no-cache means: do not store",
    "M24": "a POST that timed out did nothing",
    "M25": "a redirect repeats my request as it was",
    "M26": "requests gives up by itself when nothing comes",
    "M27": "pages are a snapshot that stands still",
    "M28": "a CORS error means that the server refused me",
    "M29": "a practice server only pretends to store things",
    "M30": "mocks prove that the real API works",
}

REFUTED_IN = {  # by the slug of the lesson
    "start_here": ["M29"],
    "what_is_a_rest_api": ["M17"],
    "one_request_one_response": ["M18"],
    "read": ["M11"],
    "status_codes": ["M8", "M9", "M12", "M13"],
    "bodies_and_labels": ["M15", "M16"],
    "create": [],
    "replace": ["M4", "M5"],
    "patch": ["M6", "M7"],
    "delete": ["M1", "M2", "M14"],
    "promises": ["M3", "M19", "M25"],
    "webhooks": [],
    "who_are_you": ["M10", "M20", "M21", "M22", "M28"],
    "caching": ["M23"],
}
