/** How a receiver verifies a delivery, by language. The secret comes from the receiver's configuration, never from its source. */
export const snippets = [
  {
    id: "java",
    name: "Java",
    text: `// Maven: com.standardwebhooks:standardwebhooks:1.2.0
import com.standardwebhooks.Webhook;

var webhook = new Webhook(System.getenv("WEBHOOK_SECRET"));

// body: the request's bytes as text, before anything parses them
// headers: Map<String, List<String>>
webhook.verify(body, headers); // throws WebhookVerificationException`,
  },
  {
    id: "node",
    name: "Node",
    text: `// npm install standardwebhooks
const { Webhook } = require("standardwebhooks");

const webhook = new Webhook(process.env.WEBHOOK_SECRET);

// body: the raw request body, before anything parses it
const message = webhook.verify(body, headers); // throws WebhookVerificationError`,
  },
  {
    id: "python",
    name: "Python",
    text: `# pip install standardwebhooks
import os
from standardwebhooks import Webhook

webhook = Webhook(os.environ["WEBHOOK_SECRET"])

# body: the raw request body, before anything parses it
message = webhook.verify(body, headers)  # raises WebhookVerificationError`,
  },
];
