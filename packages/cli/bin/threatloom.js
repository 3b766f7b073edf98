#!/usr/bin/env node
import "../dist/threatloom.js";
