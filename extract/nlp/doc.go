package nlp
