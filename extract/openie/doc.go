package openie
