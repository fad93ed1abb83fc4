/** The made-up shop of the demo page. */
export const DEMO_ADMIN = { username: "demo", email: "demo@example.com", password: "demo-password" };

export const DEMO_AGENT = { username: "mira", email: "mira@example.com", password: "demo-password", fullName: "Mira Lindqvist" };

export const DEMO_WIDGET = {
  businessName: "Kiln & Clay",
  widgetTitle: "Kiln & Clay",
  welcomeMessage: "Hello! Ask me about our ceramics, delivery or returns. A person is one click away.",
  primaryColor: "#2f5d50",
  secondaryColor: "#c8794a",
};

export const DEMO_PAIRS = [
  {
    question: "How long does delivery take?",
    answer: "We ship within two working days. Delivery then takes 2 to 4 working days in Europe and 5 to 9 elsewhere.",
  },
  {
    question: "How much does shipping cost?",
    answer: "Shipping costs €4.90 in Europe and €14.90 elsewhere. It is free for orders over €80.",
  },
  {
    question: "Can I return my order?",
    answer: "Yes. Send anything unused back within 30 days and we refund it within five working days of its arrival.",
  },
  {
    question: "Something arrived broken. What now?",
    answer: "We are sorry! Send us a photo within 14 days and we replace it at once, at no cost. You need not send the pieces back.",
  },
  {
    question: "Are your ceramics dishwasher and microwave safe?",
    answer: "All glazed stoneware is safe for dishwasher and microwave. Pieces with gold decoration are not.",
  },
  {
    question: "What are your opening hours?",
    answer: "The studio shop is open Tuesday to Saturday from 10:00 to 18:00. The online shop never sleeps.",
  },
  { question: "Where is your shop?", answer: "You find us at 12 Harbour Lane, in the old net loft, five minutes from the ferry." },
  { question: "How can I pay?", answer: "By card, PayPal, Klarna or bank transfer. In the studio shop also in cash." },
  {
    question: "Do you sell gift cards or wrap gifts?",
    answer: "Both. Gift cards start at €25, and gift wrapping with a handwritten card costs €4.",
  },
  {
    question: "Do you offer pottery classes or workshops?",
    answer:
      "Yes: wheel throwing on Thursday evenings and hand building on Sundays, €65 with materials and firing. Book on the Workshops page.",
  },
  {
    question: "Do you make custom pieces or wedding sets?",
    answer:
      "With pleasure. Custom sets take about eight weeks and start at 12 pieces. A person will gladly talk the details through with you.",
  },
  {
    question: "How do I track my order?",
    answer: "The link in your shipping mail shows where your parcel is. It works from the evening of the day we shipped it.",
  },
];
